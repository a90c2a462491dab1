import { Archive } from "lucide-react";
import { inOrder } from "../../../sdk/board/order.ts";
import { newKey } from "../../../sdk/id.ts";
import { IconButton } from "../../design/icon-button.tsx";
import { Section } from "../../design/section.tsx";
import { useBoardPage } from "../board/board-page.tsx";
import { useOpenBoard } from "../board/open-board.tsx";
import { AddPart } from "./add-part.tsx";
import { ArchivedParts } from "./archived-parts.tsx";
import { ColourDot } from "./colour-field.tsx";
import { NameInPlace } from "./name-in-place.tsx";
import { SortableList } from "./sortable-list.tsx";

/** The labels tasks may carry. */
export function Labels() {
  const { project, labels, act, mayWrite } = useBoardPage();
  const { state } = useOpenBoard();
  const archived = inOrder(state.labels.values()).filter(({ archivedAt }) => archivedAt !== null);
  const used = new Map<string, number>();
  for (const { labels: own } of state.tasks.values()) for (const id of own) used.set(id, (used.get(id) ?? 0) + 1);
  return (
    <Section title="Labels" about="What a task is about, in a word. A task may carry several.">
      {labels.size > 0 ? (
        <SortableList
          label="Labels"
          items={[...labels.values()]}
          onMove={mayWrite ? (part, to) => act({ type: "label.move", part, ...to }) : undefined}
        >
          {(label) => (
            <>
              <ColourDot
                label={`Colour of ${label.name}`}
                value={label.colour}
                disabled={!mayWrite}
                onChange={(event) => act({ type: "label.update", part: label.id, set: { colour: event.target.value } })}
              />
              <NameInPlace
                label={`Name of the label ${label.name}`}
                name={label.name}
                disabled={!mayWrite}
                onRename={(name) => act({ type: "label.update", part: label.id, set: { name } })}
              />
              <span className="text-sm text-quiet tabular-nums">{used.get(label.id) ?? 0} in use</span>
              {mayWrite ? (
                <IconButton
                  size="sm"
                  icon={Archive}
                  label={`Archive ${label.name}`}
                  onClick={() => act({ type: "label.archive", part: label.id })}
                />
              ) : null}
            </>
          )}
        </SortableList>
      ) : (
        <p className="text-quiet">No labels yet.</p>
      )}
      {mayWrite ? (
        <AddPart
          noun="label"
          onAdd={(name) => act({ type: "label.create", project: project.id, part: newKey(), set: { name } })}
        />
      ) : null}
      <ArchivedParts
        parts={archived}
        mayWrite={mayWrite}
        onRestore={({ id }) => act({ type: "label.restore", part: id })}
        onDelete={({ id }) => act({ type: "label.delete", part: id })}
      />
    </Section>
  );
}
