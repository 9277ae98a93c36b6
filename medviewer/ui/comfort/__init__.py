"""What makes the window comfortable: settings, keys, the palette of commands, help, the doctor, a console."""
