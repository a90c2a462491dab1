import { X } from "lucide-react";
import { useMemo } from "react";
import type { Member } from "../../../../durable-objects/workspace/protocol.ts";
import { Chip } from "../../design/chip.tsx";
import { Face } from "../../design/face.tsx";
import type { PickerOption } from "../../design/picker.tsx";
import { PickerList } from "../../design/picker-surface.tsx";
import { roleName } from "../../words/roles.ts";
import { nameOf } from "./names.ts";

interface PeopleFieldProps {
  label: string;
  /** Those who can be chosen. */
  people: readonly Member[];
  chosen: readonly string[];
  onChange: (chosen: readonly string[]) => void;
  /** So many at most. */
  most: number;
}

/** People to choose by name, those chosen above the list. It takes the focus. */
export function PeopleField({ label, people, chosen, onChange, most }: PeopleFieldProps) {
  const options = useMemo(() => people.toSorted((a, b) => a.name.localeCompare(b.name)).map(personOption), [people]);
  const toggle = (user: string) => {
    if (chosen.includes(user)) onChange(chosen.filter((each) => each !== user));
    else if (chosen.length < most) onChange([...chosen, user]);
  };
  return (
    <div className="grid grid-cols-1 gap-2">
      <ChosenPeople label={label} people={people} chosen={chosen} onChange={onChange} />
      <div className="overflow-hidden rounded-md border border-line-strong">
        <PickerList
          label={label}
          options={options}
          selected={chosen}
          onPick={toggle}
          placeholder="Search people"
          empty="Nobody here is called that."
        />
      </div>
      {chosen.length >= most ? <p className="text-sm text-quiet">No more than {most} people can be chosen.</p> : null}
    </div>
  );
}

/** Those who are chosen, each to be taken away again. */
export function ChosenPeople({ label, people, chosen, onChange }: Omit<PeopleFieldProps, "most">) {
  if (chosen.length === 0) return null;
  return (
    <ul className="flex flex-wrap gap-1.5" aria-label={`${label}: chosen`}>
      {chosen.map((user) => (
        <Chosen
          key={user}
          user={user}
          name={nameOf(user, people)}
          onDrop={() => onChange(chosen.filter((each) => each !== user))}
        />
      ))}
    </ul>
  );
}

function Chosen({ user, name, onDrop }: { user: string; name: string; onDrop: () => void }) {
  return (
    <li className="inline-flex min-h-7 items-center gap-1.5 rounded-md border border-line bg-raised ps-1.5 pe-1 text-sm">
      <Face user={user} name={name} />
      <span dir="auto">{name}</span>
      <button
        type="button"
        className="grid size-6 place-content-center rounded-sm text-quiet hover:bg-hover hover:text-ink pointer-coarse:size-10"
        aria-label={`Take ${name} away`}
        onClick={onDrop}
      >
        <X aria-hidden className="size-3.5" />
      </button>
    </li>
  );
}

/** Someone to be chosen. */
export function personOption({ user, name, role }: Member): PickerOption {
  return {
    id: user,
    name,
    leading: (
      <>
        <Face user={user} name={name} />
        {role === "guest" ? <Chip>{roleName(role)}</Chip> : null}
      </>
    ),
  };
}
