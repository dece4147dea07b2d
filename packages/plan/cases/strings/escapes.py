print("tab\there", "nl\\n", 'q"q', "q'q", "\x41", "\u00e9", "\U0001F600", "\101", r"raw\n", "a" "b", """x
y""", b"\x00\xff", "\0", "\a\b\f\v".encode(), len("\n"), "\
joined")
