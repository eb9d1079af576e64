### What only this channel says, in English. Short, warm, plain.
