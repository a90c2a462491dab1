import { clsx } from "clsx";
import type { ReactNode } from "react";
import { Dot } from "../../design/chip.tsx";

/** What awaits whoever comes in: a board on which several people are at work. Drawn of what the app is made of. */
export function BoardPicture() {
  return (
    <div className="relative m-auto grid w-180 translate-x-16 grid-cols-3 gap-4 text-sm rtl:-translate-x-16">
      <Lane name="Todo" colour="#6b8afd" count={3}>
        <Card title="Book the hall" label="#5e6ad2" />
        <Card title="Ask the band for a list" label="#f2994a" people={["B"]} />
        <Card title="Write to the neighbours" label="#5e6ad2" />
      </Lane>
      <Lane name="In progress" colour="#f2c94c" count={2}>
        <Card title="Paint the signs" label="#eb5757" people={["C", "A"]} />
        <div className="h-19 rounded-lg border border-dashed border-line-strong" />
      </Lane>
      <Lane name="Done" colour="#4cb782" count={1}>
        <Card title="Agree on a day" label="#4cb782" people={["A"]} />
      </Lane>
      <div className="absolute start-1/3 top-40 w-56 ms-10 rotate-3">
        <Card title="Send the invitations" label="#f2994a" people={["B"]} held />
        <span className="absolute -end-6 -bottom-5 rounded-md rounded-ss-none bg-(--person) px-2 py-0.5 text-xs font-semibold text-person-ink [--person:#9a3412]">
          Ben
        </span>
      </div>
    </div>
  );
}

function Lane({ name, colour, count, children }: { name: string; colour: string; count: number; children: ReactNode }) {
  return (
    <div className="grid content-start gap-2 rounded-xl border border-line bg-paper/60 p-2 pb-6">
      <p className="flex items-center gap-2 px-1 py-1 font-semibold">
        <Dot colour={colour} />
        {name} <span className="font-normal text-quiet">{count}</span>
      </p>
      {children}
    </div>
  );
}

function Card({
  title,
  label,
  people = [],
  held = false,
}: {
  title: string;
  label: string;
  people?: readonly string[];
  held?: boolean;
}) {
  return (
    <div
      className={clsx(
        "grid min-h-19 gap-2 rounded-lg border bg-raised p-2.5",
        held ? "border-accent shadow-dialog" : "border-line shadow-card",
      )}
    >
      <p className="font-medium">{title}</p>
      <div className="flex items-center gap-2">
        <Dot colour={label} />
        <span className="h-1.5 w-12 rounded-full bg-hover" />
        <span className="ms-auto flex">
          {people.map((initial) => (
            <span
              key={initial}
              className="-ms-1 grid size-5 place-content-center rounded-full bg-accent text-[0.5625rem] font-semibold text-accent-ink"
            >
              {initial}
            </span>
          ))}
        </span>
      </div>
    </div>
  );
}
