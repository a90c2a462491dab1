/** A name in a row, at the row's own side whichever way it is written, and cut where there is no room for it. */
export function PersonName({ name, called = name }: { name: string; called?: string }) {
  return (
    <span className="flex min-w-0">
      <span className="truncate" dir="auto" title={name}>
        {called}
      </span>
    </span>
  );
}
