import type { MediaFailure, Source } from "../../../../sdk/call/local.ts";

/** What is said when a camera, a microphone or a screen cannot be had: what happened, and the way out. */

export interface FailureWords {
  title: string;
  /** What can be done about it. */
  way: string;
  /** What the button that tries once more says; null where it would lead nowhere. */
  again: string | null;
}

/** What to say of a device or a screen that gives nothing. */
export function failureWords(source: Source, failure: MediaFailure): FailureWords {
  return source === "screen" ? screenWords(failure) : deviceWords(source, failure);
}

function deviceWords(name: "microphone" | "camera", failure: MediaFailure): FailureWords {
  const without = name === "camera" ? "You can go on without it: the others hear you." : "You can go on and listen.";
  switch (failure) {
    case "denied":
      return {
        title: `Your browser does not let this page use your ${name}`,
        way: `Choose the sign beside the address, allow the ${name}, and try again. ${without}`,
        again: "Try again",
      };
    case "blocked_by_system":
      return {
        title: `Your system does not let the browser use your ${name}`,
        way: `Allow it in the system's settings, under privacy, and try again. ${without}`,
        again: "Try again",
      };
    case "in_use":
      return {
        title: `Another program uses your ${name}`,
        way: `Close that program, or choose another ${name} here, and try again. ${without}`,
        again: "Try again",
      };
    case "unplugged":
      return {
        title: `Your ${name} was unplugged`,
        way: `Plug it in again, or choose another one. ${without}`,
        again: "Try again",
      };
    case "none":
      return {
        title: `No ${name} was found`,
        way: `Plug one in and try again. ${without}`,
        again: "Try again",
      };
    case "cancelled":
      return {
        title: `Your browser still asks about your ${name}`,
        way: `The question was closed without an answer. Try again, and allow the ${name}. ${without}`,
        again: "Try again",
      };
    case "insecure":
      return {
        title: `Browsers give no ${name} to a page without https`,
        way: `Ask whoever runs this server for an address that begins with https. ${without}`,
        again: null,
      };
    case "unsupported":
      return {
        title: `This browser cannot use a ${name}`,
        way: `Open this page in a newer one. ${without}`,
        again: null,
      };
    case "unknown":
      return {
        title: `Your ${name} could not be started`,
        way: `Choose another one or try again. If it stays, start the browser anew. ${without}`,
        again: "Try again",
      };
  }
}

function screenWords(failure: MediaFailure): FailureWords {
  switch (failure) {
    // Browsers tell a picker that was closed and one that may not open alike.
    case "cancelled":
    case "denied":
      return {
        title: "Your screen is not shared",
        way: "Nothing was chosen. If no choice came up, allow this page to share the screen in your browser.",
        again: "Share again",
      };
    case "blocked_by_system":
      return {
        title: "Your system does not let the browser record the screen",
        way: "Allow it in the system's settings, under privacy, and start the browser anew.",
        again: "Try again",
      };
    case "insecure":
      return {
        title: "Browsers share no screen from a page without https",
        way: "Ask whoever runs this server for an address that begins with https.",
        again: null,
      };
    case "unsupported":
      return {
        title: "This browser cannot share a screen",
        way: "Phones cannot. Open the call in a browser on a computer, beside this one.",
        again: null,
      };
    case "in_use":
    case "unplugged":
    case "none":
    case "unknown":
      return {
        title: "That could not be shared",
        way: "Choose another window, or the whole screen.",
        again: "Share again",
      };
  }
}
