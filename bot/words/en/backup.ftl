restore-sure = This backup will take the place of the present database. Is the bot stopped, and shall we go on?
restore-done = Restored from { $backup }.
restore-before = What was there before is kept in { $before }.
