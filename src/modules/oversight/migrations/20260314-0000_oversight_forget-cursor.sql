-- New files are read by the round of the next minute; nothing follows events for it any more.
delete from event_cursors where reaction = 'oversight.readNewFiles';
