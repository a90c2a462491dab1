import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { CircleCheck, FileText } from "lucide-react";
import type { MentionKind } from "../../../../../durable-objects/doc/text/protocol.ts";
import { usePages } from "../../../../react/pages.ts";
import { Avatar } from "../../../design/avatar.tsx";
import { mentionableTasksQuery } from "../../../queries/mentions.ts";
import { useSettled } from "../../../queries/use-settled.ts";
import { useSignedIn } from "../../account/signed-in.tsx";
import { useWorkspace } from "../../workspace/workspace.tsx";
import type { Suggesting } from "./suggesting.ts";
import { type Suggested, type SuggestedGroup, SuggestionList } from "./suggestion-list.tsx";
import type { SuggestionMenuProps } from "./suggestion-menu.tsx";
import { holds, soundsLike } from "./words.ts";

/** How many of each are offered. */
const MOST = { user: 5, page: 5 } as const;

interface MentionMenuProps extends SuggestionMenuProps {
  now: Suggesting;
  /** What else may be mentioned by an `@` here. */
  also?: SuggestedGroup | undefined;
}

/** Whom and what one may mention, for what was typed after `@`; tasks alone after `#`. */
export function MentionMenu({ editor, desk, within, now, also }: MentionMenuProps) {
  const { api } = useSignedIn();
  const { id: workspace, room, state } = useWorkspace();
  const pages = usePages(room);
  const everything = now.sign === "@";
  const query = now.query.trim();
  const tasks = useQuery({
    ...mentionableTasksQuery(api, workspace, useSettled(query)),
    placeholderData: keepPreviousData,
  });
  const item = (
    kind: MentionKind,
    id: string,
    label: string,
    shown: Pick<Suggested, "name" | "detail" | "leading">,
  ) => ({
    id: `${kind}-${id}`,
    ...shown,
    choose: () =>
      editor
        .chain()
        .focus()
        .insertContentAt(now.range, [
          { type: "mention", attrs: { kind, id, label } },
          { type: "text", text: " " },
        ])
        .run(),
  });
  const people = state.members
    .filter(({ name }) => everything && soundsLike(name, query))
    .slice(0, MOST.user)
    .map(({ user, name }) => item("user", user, name, { name, leading: <Avatar user={user} name={name} size="sm" /> }));
  // While the answer is on its way, what was found before is shown as far as it still fits.
  const fitting = (tasks.data ?? []).filter(({ key, title }) => holds(`${key} ${title}`, query));
  const found = fitting.map(({ id, key, title }) =>
    item("task", id, key, { name: title, detail: key, leading: <CircleCheck aria-hidden className="text-quiet" /> }),
  );
  const named = pages
    .filter(({ title }) => everything && soundsLike(title, query))
    .slice(0, MOST.page)
    .map(({ id, title }) =>
      item("page", id, title, { name: title, leading: <FileText aria-hidden className="text-quiet" /> }),
    );
  return (
    <SuggestionList
      editor={editor}
      desk={desk}
      now={now}
      within={within}
      label={everything ? "People, tasks and pages" : "Tasks"}
      groups={[
        { name: "People", items: people },
        ...(also && everything ? [also] : []),
        { name: "Tasks", items: found },
        { name: "Pages", items: named },
      ]}
    />
  );
}
