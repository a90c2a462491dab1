import { clsx } from "clsx";
import { type CSSProperties, type ReactNode, type RefObject, useCallback } from "react";

/** Where a row of the list is drawn. */
export interface RowPlace {
  id: string;
  index: number;
  /** How far from the top, in px. */
  start: number;
  /** Learns how high the row is. */
  measure: (row: HTMLTableRowElement | null) => void;
  /** Tab comes to this row from now on. */
  onFocus: (id: string, index: number) => void;
}

interface RowFrameProps {
  place: RowPlace;
  element?: RefObject<HTMLTableRowElement | null> | undefined;
  /** The task it is of; none for the head of a group. */
  task?: string | undefined;
  className?: string | undefined;
  style?: CSSProperties | undefined;
  children: ReactNode;
}

/** A row of the list in its place: only those in sight are drawn, each by itself. */
export function RowFrame({ place, element, task, className, style, children }: RowFrameProps) {
  const { id, index, start, measure, onFocus } = place;
  const hold = useCallback(
    (row: HTMLTableRowElement | null) => {
      if (element) element.current = row;
      measure(row);
    },
    [element, measure],
  );
  return (
    <tr
      ref={hold}
      data-index={index}
      data-row={id}
      data-task={task}
      aria-rowindex={index + 2}
      onFocus={() => onFocus(id, index)}
      className={clsx("absolute inset-x-0 top-0 border-b border-line", className)}
      style={{ transform: `translateY(${start}px)`, ...style }}
    >
      {children}
    </tr>
  );
}
