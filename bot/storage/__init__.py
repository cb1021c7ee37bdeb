"""State that survives a crash: one interface over SQLite and PostgreSQL, migrations, and the stores on it.

Everything opens in one block::

    async with open_storage(settings, key=key) as storage:
        await storage.updates.put(update_id, chat, payload)     # on the disk when it returns: now acknowledge
        for update in await storage.updates.claim(10):          # oldest first, one a chat
            ...
            storage.recorder.record(exchange)                   # returns at once; await it to be sure
            await storage.updates.finish(update.update_id)      # never comes again

==================  ================================================================================================
``.updates``        the durable inbox of Telegram's updates: ``put``, ``claim``, ``finish``, ``release``; or ``Worker``
                    (module ``worker``), which does all of it around one function
``.recorder``       ``record(exchange)`` never delays an answer and never forgets what it acknowledged
``.exchanges``      what was asked: ``of_days``, ``rate`` (feedback), ``shown_to`` (whom to tell of a correction)
``.people``         members and their rank, invitations, requests, removal
``.subscriptions``  what chats want to hear of, and what they were told: ``active``, ``untold``, ``told``
``.waiting``        questions whose answer somebody waits for
``.jobs``           ``async with jobs.daily(name, day) as mine``: once a day over restarts and replicas
``.chats``          a chat's language and other small texts: ``get``, ``put``
``.owners``         a person's own data: ``show``, ``delete``
``.pseudonyms``     ``of(person)``: the name under which the record keeps them
==================  ================================================================================================

Everything raises ``StorageError``; its subclass ``PassingStorageError`` means that trying again is right.
"""
