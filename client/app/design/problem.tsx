import { wordsFor } from "../words/problem.ts";
import { Button } from "./button.tsx";
import { Notice } from "./notice.tsx";

/** What went wrong, in words, and the way on where there is one; nothing while nothing is wrong. */
export function Problem({ error, retry }: { error: unknown; retry?: (() => unknown) | undefined }) {
  if (!error) return null;
  return (
    <Notice tone="danger">
      <p>{wordsFor(error)}</p>
      {retry ? (
        <div>
          <Button size="sm" onClick={() => void retry()}>
            Try again
          </Button>
        </div>
      ) : null}
    </Notice>
  );
}
