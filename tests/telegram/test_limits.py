from bot.telegram.access.limits import Allowance


def test_a_bucket_is_emptied_and_refills():
    now = 0.0
    allowance = Allowance(burst=2, per_minute=6, clock=lambda: now)
    assert [allowance.take("An") for _ in range(3)] == [0, 0, 10]
    now = 10.0
    assert [allowance.take("An") for _ in range(2)] == [0, 10]
    assert allowance.take("Bình") == 0


def test_an_update_that_comes_again_costs_nothing_a_second_time():
    allowance = Allowance(burst=1, per_minute=6, clock=lambda: 0.0)
    assert [allowance.take("An", 1) for _ in range(5)] == [0] * 5
    assert allowance.take("An", 2)
