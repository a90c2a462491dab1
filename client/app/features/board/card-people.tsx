import { Avatar } from "../../design/avatar.tsx";
import { useBoardPage } from "./board-page.tsx";

/** As many as stand beside a key. */
const SHOWN = 4;

/** Who a task is assigned to, in a corner of its card. */
export function CardPeople({ assignees }: { assignees: readonly string[] }) {
  const { people } = useBoardPage();
  if (assignees.length === 0) return null;
  const more = assignees.length - SHOWN;
  return (
    <span className="card-people">
      {assignees.slice(0, SHOWN).map((user) => (
        <Avatar key={user} user={user} name={people.get(user)?.name ?? "A former member"} size="sm" />
      ))}
      {more > 0 ? <span className="fact">and {more} more</span> : null}
    </span>
  );
}
