import { MAX_INVITED } from "../../../../durable-objects/workspace/calls/limits.ts";
import type { Member } from "../../../../durable-objects/workspace/protocol.ts";
import { Button } from "../../design/button.tsx";
import { Picker } from "../../design/picker.tsx";
import { ChosenPeople, personOption } from "../channels/people-field.tsx";

interface PeopleChoiceProps {
  label: string;
  /** What is said while nobody is chosen. */
  nobody: string;
  people: readonly Member[];
  chosen: readonly string[];
  onChange: (chosen: readonly string[]) => void;
  most?: number | undefined;
}

/** People to be called or invited, each to be taken away again. */
export function PeopleChoice({ label, nobody, people, chosen, onChange, most = MAX_INVITED }: PeopleChoiceProps) {
  const toggle = (user: string) => {
    if (chosen.includes(user)) onChange(chosen.filter((each) => each !== user));
    else if (chosen.length < most) onChange([...chosen, user]);
  };
  return (
    <div className="grid grid-cols-1 justify-items-start gap-2">
      <ChosenPeople label={label} people={people} chosen={chosen} onChange={onChange} />
      {chosen.length === 0 ? <p className="text-sm text-quiet">{nobody}</p> : null}
      <Picker
        label={label}
        choice="several"
        options={people.toSorted((a, b) => a.name.localeCompare(b.name)).map(personOption)}
        selected={chosen}
        onPick={toggle}
        placeholder="Search people"
        empty={people.length === 0 ? "Nobody else may come into this call." : "Nobody here is called that."}
        trigger={<Button size="sm">{label}</Button>}
      />
      {chosen.length >= most ? <p className="text-sm text-quiet">No more than {most} people can be chosen.</p> : null}
    </div>
  );
}
