import { CalendarDays, Hash, Paperclip, User, X } from "lucide-react";
import { HAS, type Has, type Operator } from "../../../../durable-objects/conversation/search/protocol.ts";
import { Button } from "../../design/button.tsx";
import { Field } from "../../design/field.tsx";
import { Menu, MenuItem } from "../../design/menu.tsx";
import { Picker } from "../../design/picker.tsx";
import { Popover } from "../../design/popover.tsx";
import { textOf } from "../../design/text-of.ts";
import { conversationWords } from "../channels/names.ts";
import { useWorkspace } from "../workspace/workspace.tsx";
import { narrowed, narrowingsOf, without } from "./words-of-search.ts";

interface NarrowingsProps {
  search: string;
  onChange: (search: string) => void;
}

const SAID: Readonly<Record<Operator, string>> = {
  from: "From",
  in: "In",
  has: "Has",
  before: "Before",
  after: "After",
  on: "On",
};

const HAS_WORDS: Readonly<Record<Has, string>> = {
  file: "A file",
  image: "A picture",
  link: "A link",
  reaction: "A reaction",
  thread: "Replies",
  pin: "A pin",
};

/** What narrows a search, each to be taken away, and what may. */
export function Narrowings({ search, onChange }: NarrowingsProps) {
  const add = (by: Operator) => (value: string) => onChange(narrowed(search, by, value));
  return (
    <div className="flex flex-wrap items-center gap-1.5">
      {narrowingsOf(search).map((each) => (
        <span
          key={each.from}
          className="inline-flex max-w-full items-center gap-1 rounded-full bg-accent-soft py-0.5 ps-2.5 pe-1 text-sm text-accent"
        >
          <span className="truncate">
            {SAID[each.by]} <bdi>{each.value}</bdi>
          </span>
          <button
            type="button"
            aria-label={`Take away: ${SAID[each.by]} ${each.value}`}
            className="grid size-6 place-content-center rounded-full hover:bg-hover [&_svg]:size-3.5"
            onClick={() => onChange(without(search, each))}
          >
            <X aria-hidden />
          </button>
        </span>
      ))}
      <FromPicker onPick={add("from")} />
      <InPicker onPick={add("in")} />
      <Menu
        label="What it has"
        trigger={
          <Button size="sm" look="quiet">
            <Paperclip aria-hidden /> Has
          </Button>
        }
      >
        {HAS.map((has) => (
          <MenuItem key={has} onSelect={() => add("has")(has)}>
            {HAS_WORDS[has]}
          </MenuItem>
        ))}
      </Menu>
      <DayPopover by="after" onPick={add("after")} />
      <DayPopover by="before" onPick={add("before")} />
    </div>
  );
}

function FromPicker({ onPick }: { onPick: (name: string) => void }) {
  const { state } = useWorkspace();
  return (
    <Picker
      label="Who wrote it"
      trigger={
        <Button size="sm" look="quiet">
          <User aria-hidden /> From
        </Button>
      }
      options={[
        { id: "me", name: "You" },
        ...state.members.filter(({ user }) => user !== state.reader).map(({ user, name }) => ({ id: user, name })),
      ]}
      selected={[]}
      onPick={(id) => onPick(state.members.find(({ user }) => user === id)?.name ?? id)}
    />
  );
}

function InPicker({ onPick }: { onPick: (conversation: string) => void }) {
  const { state } = useWorkspace();
  return (
    <Picker
      label="Where it was said"
      trigger={
        <Button size="sm" look="quiet">
          <Hash aria-hidden /> In
        </Button>
      }
      options={state.conversations
        .filter(({ about }) => about === null)
        .map((each) => ({ id: each.id, name: conversationWords(each, state.members, state.reader) }))}
      selected={[]}
      onPick={(id) => {
        const conversation = state.conversations.find((each) => each.id === id);
        if (conversation) onPick(conversationWords(conversation, state.members, state.reader).replace(/^#/, ""));
      }}
    />
  );
}

function DayPopover({ by, onPick }: { by: "before" | "after"; onPick: (day: string) => void }) {
  return (
    <Popover
      label={`${SAID[by]} a day`}
      trigger={
        <Button size="sm" look="quiet">
          <CalendarDays aria-hidden /> {SAID[by]}
        </Button>
      }
    >
      {(close) => (
        <form
          className="grid gap-3"
          onSubmit={(event) => {
            event.preventDefault();
            const day = textOf(new FormData(event.currentTarget), "day");
            if (day !== "") close(() => onPick(day));
          }}
        >
          <Field label={`${SAID[by]} this day`} type="date" name="day" required />
          <Button type="submit" size="sm" look="primary">
            Narrow the search
          </Button>
        </form>
      )}
    </Popover>
  );
}
