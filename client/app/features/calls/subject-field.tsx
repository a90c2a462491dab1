import { useQuery } from "@tanstack/react-query";
import { Command } from "cmdk";
import { Check, ChevronDown, CircleDot, Users } from "lucide-react";
import { type ReactNode, useId, useState } from "react";
import { Button } from "../../design/button.tsx";
import { Dot } from "../../design/chip.tsx";
import { Popover } from "../../design/popover.tsx";
import { SURFACE_ROW } from "../../design/surface.ts";
import { mentionableTasksQuery } from "../../queries/mentions.ts";
import { useSettled } from "../../queries/use-settled.ts";
import { useSignedIn } from "../account/signed-in.tsx";
import { KindIcon } from "../channels/kind-icon.tsx";
import { conversationName } from "../channels/names.ts";
import { useWorkspace } from "../workspace/workspace.tsx";
import { startsForAll } from "./may.ts";
import { isSameSubject, NO_SUBJECT, type Subject } from "./subject.ts";

/** Of conversations and of projects, as many are offered at once. */
const MOST = 5;

interface SubjectFieldProps {
  subject: Subject;
  onChange: (subject: Subject) => void;
}

/** What a call is about: nothing in particular, a conversation, a project or a task, found by words. */
export function SubjectField({ subject, onChange }: SubjectFieldProps) {
  const id = useId();
  return (
    <div className="grid grid-cols-1 justify-items-start gap-1">
      <span className="font-medium" id={id}>
        About
      </span>
      <span className="text-sm text-quiet">
        {subject.wanted === null ? "Everyone here but guests may come in." : "Whoever may see it may come in."}
      </span>
      <Popover
        label="What the call is about"
        holds="list"
        trigger={
          <Button aria-labelledby={`${id} ${id}-chosen`}>
            <span className="truncate" id={`${id}-chosen`} dir="auto">
              {subject.name}
            </span>
            <ChevronDown aria-hidden />
          </Button>
        }
      >
        {(close) => (
          <Subjects
            chosen={subject}
            onPick={(picked) => {
              close();
              onChange(picked);
            }}
          />
        )}
      </Popover>
    </div>
  );
}

function Subjects({ chosen, onPick }: { chosen: Subject; onPick: (subject: Subject) => void }) {
  const { id: workspace, state, role } = useWorkspace();
  const { api } = useSignedIn();
  const [words, setWords] = useState("");
  const wanted = useSettled(words.trim());
  const { data: tasks = [] } = useQuery(mentionableTasksQuery(api, workspace, wanted));
  const has = (name: string) => name.toLocaleLowerCase().includes(words.trim().toLocaleLowerCase());
  const conversations = state.conversations
    .filter(({ archivedAt, about }) => archivedAt === null && about === null)
    .map((conversation) => ({ conversation, name: conversationName(conversation, state.members, state.reader) }))
    .filter(({ name }) => has(name))
    .slice(0, MOST);
  const projects = state.projects.filter(({ archivedAt, name }) => archivedAt === null && has(name)).slice(0, MOST);
  const offersNothing = startsForAll(role) && has(NO_SUBJECT.name);
  const row = (key: string, subject: Subject, leading: ReactNode) => (
    <Command.Item key={key} value={key} onSelect={() => onPick(subject)} className={SURFACE_ROW}>
      {leading}
      <span className="flex-1 truncate" dir="auto">
        {subject.name}
      </span>
      {isSameSubject(subject.wanted, chosen.wanted) ? <Check aria-label="Chosen" className="text-accent" /> : null}
    </Command.Item>
  );
  return (
    // What is found is found already: nothing is left for the list to filter.
    <Command label="What the call is about" loop shouldFilter={false} className="flex max-h-80 flex-col">
      <Command.Input
        autoFocus
        value={words}
        onValueChange={setWords}
        placeholder="A conversation, project or task"
        aria-label="Find what the call is about"
        className="min-h-9 w-full border-b border-line bg-transparent px-3 text-sm outline-none pointer-coarse:min-h-11"
      />
      <Command.List className="overflow-y-auto p-1" label="What there is">
        <Command.Empty className="px-2 py-3 text-sm text-quiet">Nothing here is called so.</Command.Empty>
        {offersNothing ? row("nothing", NO_SUBJECT, <Users aria-hidden className="text-quiet" />) : null}
        {conversations.map(({ conversation, name }) =>
          row(
            `conversation:${conversation.id}`,
            { wanted: { type: "conversation", conversation: conversation.id }, name },
            <KindIcon conversation={conversation} />,
          ),
        )}
        {projects.map(({ id, name, colour }) =>
          row(`project:${id}`, { wanted: { type: "project", project: id }, name }, <Dot colour={colour} />),
        )}
        {tasks.map(({ id, key, title }) =>
          row(
            `task:${id}`,
            { wanted: { type: "task", task: id }, name: `${key} ${title}` },
            <CircleDot aria-hidden className="text-quiet" />,
          ),
        )}
      </Command.List>
    </Command>
  );
}
