import { Skeleton } from "../../design/waiting.tsx";

const PLACES = ["first", "second", "third"];

/** The ground of a list that is on its way. */
export function WaitingList({ label }: { label: string }) {
  return (
    <div role="status" aria-label={label} className="grid grid-cols-1 gap-3">
      {PLACES.map((place) => (
        <Skeleton key={place} className="h-12" />
      ))}
    </div>
  );
}
