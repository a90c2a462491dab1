import type { AnyExtension } from "@tiptap/core";
import { Code } from "@tiptap/extension-code";
import { StarterKit } from "@tiptap/starter-kit";
import { Mention } from "../../../../../durable-objects/doc/text/protocol.ts";
import { Source } from "./source.ts";

/** Every extension that shapes a message while it is written: what people write in passing, and no page. */
export const messageExtensions: AnyExtension[] = [
  StarterKit.configure({
    heading: false,
    horizontalRule: false,
    underline: false,
    code: false,
    trailingNode: false,
    link: { openOnClick: false, defaultProtocol: "https" },
  }),
  Code.extend({ excludes: "code" }),
  Source,
  Mention,
];
