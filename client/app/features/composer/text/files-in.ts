import { Extension } from "@tiptap/core";
import { Plugin, PluginKey } from "@tiptap/pm/state";

/** Files that are pasted into the text are handed to `take`, and are no part of it. */
export function filesIn(take: (files: readonly File[]) => void): Extension {
  return Extension.create({
    name: "filesIn",
    addProseMirrorPlugins() {
      return [
        new Plugin({
          key: new PluginKey("filesIn"),
          props: {
            handlePaste(_view, { clipboardData }) {
              const files = [...(clipboardData?.files ?? [])];
              // What is copied from an office program is text, and a picture of that text besides.
              if (files.length === 0 || clipboardData?.getData("text/plain")) return false;
              take(files);
              return true;
            },
          },
        }),
      ];
    },
  });
}
