import { Button } from "../../design/button.tsx";
import { Notice } from "../../design/notice.tsx";
import { wordsFor } from "../../words/problem.ts";

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
