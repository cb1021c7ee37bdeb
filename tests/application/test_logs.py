import io
import logging

from bot.application.logs import Redacting

TOKEN = "123456789:AAEhBP0av18LYj1HmzvA5bEUN4M7W8ZyXwQ"


def test_no_secret_is_in_a_message_or_a_traceback():
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(Redacting(["hunter22", ""]))
    error = ValueError(f"https://api.telegram.org/bot{TOKEN}/getMe refused hunter22")
    handler.emit(logging.LogRecord("test", logging.ERROR, __file__, 1, "token %s", (TOKEN,), (ValueError, error, None)))
    written = stream.getvalue()
    assert "refused …" in written
    assert "ValueError" in written
    assert TOKEN not in written
    assert "AAEhBP0av18" not in written
    assert "hunter22" not in written
