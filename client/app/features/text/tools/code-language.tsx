import { type Editor, useEditorState } from "@tiptap/react";

const LANGUAGES = [
  "bash",
  "c",
  "cpp",
  "css",
  "go",
  "html",
  "java",
  "javascript",
  "json",
  "kotlin",
  "markdown",
  "php",
  "python",
  "ruby",
  "rust",
  "sql",
  "swift",
  "typescript",
  "yaml",
] as const;

/** The language of the code block the caret is in; it goes into the Markdown. */
export function CodeLanguage({ editor }: { editor: Editor }) {
  const language = useEditorState({
    editor,
    selector: ({ editor: present }) => String(present.getAttributes("codeBlock").language ?? ""),
  });
  const others = language === "" || LANGUAGES.some((known) => known === language) ? [] : [language];
  return (
    <select
      aria-label="Language of the code"
      className="min-h-7 max-w-36 rounded-md border border-line-strong bg-paper px-1.5 text-sm pointer-coarse:min-h-11"
      value={language}
      onChange={(event) => {
        const chosen = event.currentTarget.value;
        editor
          .chain()
          .focus()
          .updateAttributes("codeBlock", { language: chosen || null })
          .run();
      }}
    >
      <option value="">Plain text</option>
      {[...others, ...LANGUAGES].map((each) => (
        <option key={each} value={each}>
          {each}
        </option>
      ))}
    </select>
  );
}
