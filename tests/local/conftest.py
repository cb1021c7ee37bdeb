import pytest
from telegram.ext import Application


@pytest.fixture
async def run_bot(server):
    """Starts a real python-telegram-bot application with these handlers, polling the server; stops it afterwards."""
    started = []

    async def run(*handlers, allowed_updates=None):
        application = (
            Application.builder()
            .token(server.token)
            .base_url(f"{server.url}/bot")
            .base_file_url(f"{server.url}/file/bot")
            .build()
        )
        application.add_handlers(handlers)
        await application.initialize()
        await application.start()
        await application.updater.start_polling(poll_interval=0, allowed_updates=allowed_updates)
        started.append(application)
        await server.listens()
        return application

    yield run
    for application in started:
        await application.updater.stop()
        await application.stop()
        await application.shutdown()
