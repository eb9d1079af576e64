### What only this channel says, in English. Short, warm, plain.

## How a reply looks
reader-clock = On your clock: { $when }
reader-clock-place = { $when }, { $place }
