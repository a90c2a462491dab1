import { type Command, DONE } from "./command.ts";

const SHRUG = String.raw`¯\\\_(ツ)\_/¯`;

/** Says something, and that one does not know either. */
export const SHRUG_COMMAND: Command = {
  name: "shrug",
  takes: "words",
  words: "Put a shrug behind what you say",
  run({ room, thread }, { markdown }) {
    room.post({ text: `${markdown} ${SHRUG}`.trim(), replyTo: thread });
    return DONE;
  },
};

/** Shows all commands. */
export const HELP: Command = {
  name: "help",
  takes: "",
  words: "Show what can be done by a slash",
  run({ showHelp }) {
    showHelp();
    return DONE;
  },
};
