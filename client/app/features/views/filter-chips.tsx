import { Suspense } from "react";
import { FilterChipList } from "../board/later.ts";
import { useBoardLook } from "./board-look.tsx";
import { filtersIn } from "./search.ts";

/** What the tasks are filtered by; nothing while they are not. It has its place before it has its words. */
export function FilterChips() {
  const { look } = useBoardLook();
  if (filtersIn(look).length === 0) return null;
  return (
    <section
      aria-label="Filters"
      className="flex min-h-12 flex-wrap items-center gap-2 border-b border-line px-4 py-2 max-md:px-3"
    >
      <Suspense>
        <FilterChipList />
      </Suspense>
    </section>
  );
}
