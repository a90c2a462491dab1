import { clsx } from "clsx";
import { Check, CircleHelp, type LucideIcon, X } from "lucide-react";
import { useState } from "react";
import { type Call, CallAnswer } from "../../../../durable-objects/workspace/calls/protocol.ts";
import { AvatarStack } from "../../design/avatar.tsx";
import { Button } from "../../design/button.tsx";
import { Face } from "../../design/face.tsx";
import { Popover } from "../../design/popover.tsx";
import { Segmented } from "../../design/segmented.tsx";
import { ANSWERS, peopleInWords } from "../../words/calls.ts";
import { useNameOf } from "../channels/use-name-of.ts";
import { useCallActs } from "./use-call-acts.ts";

/** As many faces as are shown of who is invited. */
const FACES = 5;

const SIGNS: Record<CallAnswer, { icon: LucideIcon; tone: string }> = {
  yes: { icon: Check, tone: "text-good" },
  maybe: { icon: CircleHelp, tone: "text-warn" },
  no: { icon: X, tone: "text-danger" },
};

type Unanswered = "none";

/** What one says to an invitation; it is told to all at once. */
export function AnswerChoice({ call, name, answer }: { call: Call; name: string; answer: CallAnswer | null }) {
  const acts = useCallActs();
  // What is chosen stands at once, until the workspace says what holds.
  const [chosen, setChosen] = useState<{ answer: CallAnswer; over: CallAnswer | null } | null>(null);
  if (chosen && chosen.over !== answer) setChosen(null);
  const choose = async (wanted: CallAnswer) => {
    setChosen({ answer: wanted, over: answer });
    if (!(await acts.answer(call, wanted))) setChosen(null);
  };
  return (
    <Segmented<CallAnswer | Unanswered>
      label={`Your answer to ${name}`}
      value={chosen?.answer ?? answer ?? "none"}
      options={CallAnswer.options.map((value) => ({ value, name: ANSWERS[value] }))}
      onChange={(value) => (value === "none" ? undefined : void choose(value))}
    />
  );
}

/** Who is invited: some faces and how they answered, and all of them one by one behind that. */
export function Invited({ call, name }: { call: Call; name: string }) {
  const nameOf = useNameOf();
  if (call.invited.length === 0) return null;
  const people = call.invited.map(({ user, answer }) => ({ user, name: nameOf(user), answer }));
  return (
    <span className="flex flex-wrap items-center">
      <AvatarStack people={people} max={FACES} size="sm" />
      <Popover
        label={`Invited to ${name}`}
        trigger={
          <Button size="sm" look="quiet" aria-label={`Who is invited to ${name}: ${answersInWords(call)}`}>
            {answersInWords(call)}
          </Button>
        }
      >
        {() => (
          <ul className="grid gap-2" aria-label="Invited">
            {people.map(({ user, name: called, answer }) => (
              <li key={user} className="flex items-center gap-2 text-sm">
                <Face user={user} name={called} />
                <span className="min-w-0 flex-1 truncate" dir="auto">
                  {called}
                </span>
                <Answered answer={answer} />
              </li>
            ))}
          </ul>
        )}
      </Popover>
    </span>
  );
}

function Answered({ answer }: { answer: CallAnswer | null }) {
  if (answer === null) return <span className="text-quiet">No answer yet</span>;
  const { icon: Sign, tone } = SIGNS[answer];
  return (
    <span className={clsx("inline-flex items-center gap-1 [&_svg]:size-4", tone)}>
      <Sign aria-hidden />
      {ANSWERS[answer]}
    </span>
  );
}

/** How those who are invited answered, in short: `5 people invited: 3 coming, 1 maybe`. */
function answersInWords({ invited }: Call): string {
  const counted = CallAnswer.options.flatMap((answer) => {
    const count = invited.filter((each) => each.answer === answer).length;
    return count === 0 ? [] : [`${count} ${ANSWERS[answer].toLocaleLowerCase()}`];
  });
  const all = `${peopleInWords(invited.length)} invited`;
  return counted.length === 0 ? all : `${all}: ${counted.join(", ")}`;
}
