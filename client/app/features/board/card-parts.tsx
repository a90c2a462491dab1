import { Suspense } from "react";
import type { Task } from "../../../../durable-objects/workspace/board/protocol.ts";
import { useObserved } from "../../../react/observed.ts";
import { OpenCardPart } from "./later.ts";
import { useStage } from "./stage.tsx";

/** What is open beside a card. One for the whole board, whichever card it is of. */
export function CardParts({ tasks }: { tasks: ReadonlyMap<string, Task> }) {
  const open = useObserved(useStage().open);
  return <Suspense>{open ? <OpenCardPart open={open} tasks={tasks} /> : null}</Suspense>;
}
