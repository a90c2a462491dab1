import { useRouter } from "@tanstack/react-router";
import { clsx } from "clsx";
import {
  Archive,
  ArrowDownToLine,
  ArrowUpToLine,
  CalendarDays,
  CheckSquare,
  Columns3,
  ExternalLink,
  Link2,
  Pencil,
  SignalHigh,
  Tag,
  Trash2,
  UserRound,
} from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { PRIORITIES, type Task } from "../../../../durable-objects/workspace/board/protocol.ts";
import { useCopying } from "../../design/copying.ts";
import { MenuHeading, MenuItem, MenuLine, MenuRadio, MenuSub } from "../../design/menu.tsx";
import { MenuBody } from "../../design/menu-surface.tsx";
import { SURFACE } from "../../design/surface.ts";
import { PRIORITY_NAMES } from "../../words/board.ts";
import { archivingAll, movingAll, settingAll } from "../selection/bulk.ts";
import { useSelection } from "../selection/use-selection.tsx";
import { useBoardPage } from "./board-page.tsx";
import { type CardPart, type OpenPart, useStage } from "./stage.tsx";
import { useTaskUrl } from "./task-url.ts";
import { toBottom, toTop } from "./to-edges.ts";

interface CardMenuProps {
  open: OpenPart;
  /** The tasks it is about: one, or all that are picked. */
  targets: readonly Task[];
  onClose: () => void;
}

/** All that can be done with a card, or with all that are picked, without opening it. */
export function CardMenu({ open, targets, onClose }: CardMenuProps) {
  const { mayWrite, addressOf } = useBoardPage();
  const stage = useStage();
  const selection = useSelection();
  const router = useRouter();
  const urlOf = useTaskUrl();
  const copy = useCopying();
  const [only, ...others] = targets;
  if (!only) return null;
  const several = others.length > 0;
  return (
    <DropdownMenu.Root open modal={false} onOpenChange={(now) => (now ? undefined : onClose())}>
      <DropdownMenu.Trigger asChild>
        <span
          aria-hidden
          className="pointer-events-none fixed size-0"
          style={{ insetInlineStart: undefined, left: open.at.x, top: open.at.y }}
        />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          aria-label={several ? `${targets.length} tasks` : only.key}
          align="start"
          collisionPadding={8}
          className={clsx(SURFACE, "min-w-56 p-1")}
          // The card has it back already, or what was chosen opens something that wants it.
          onCloseAutoFocus={(event) => event.preventDefault()}
        >
          <MenuBody>
            <MenuHeading>{several ? `${targets.length} tasks` : only.key}</MenuHeading>
            {several ? null : (
              <MenuItem icon={ExternalLink} shortcut="enter" onSelect={() => void router.navigate(addressOf(only))}>
                Open
              </MenuItem>
            )}
            {mayWrite ? <Editing open={open} targets={targets} /> : null}
            <MenuLine />
            <MenuItem icon={CheckSquare} shortcut="x" onSelect={() => selection.toggle(open.card.task)}>
              {selection.has(open.card.task) ? "Let go of it" : "Pick it"}
            </MenuItem>
            {several ? null : (
              <MenuItem icon={Link2} onSelect={() => copy(urlOf(only), `The link to ${only.key}`)}>
                Copy link
              </MenuItem>
            )}
            {mayWrite ? <Leaving targets={targets} onDelete={() => openNext(stage, open, "deletion")} /> : null}
          </MenuBody>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

/** Once the menu is gone, in its place. */
function openNext(stage: ReturnType<typeof useStage>, { card, at }: OpenPart, part: CardPart): void {
  requestAnimationFrame(() => stage.open.set({ card, at, part }));
}

function Editing({ open, targets }: Pick<CardMenuProps, "open" | "targets">) {
  const { columns, act, actTogether } = useBoardPage();
  const stage = useStage();
  const ids = targets.map(({ id }) => id);
  const [only, ...others] = targets;
  const priority = targets.every((task) => task.priority === only?.priority) ? (only?.priority ?? "") : "";
  const next = (part: CardPart) => () => openNext(stage, open, part);
  const rename = () => requestAnimationFrame(() => only && stage.renaming.set({ ...open.card, title: only.title }));
  return (
    <>
      {others.length === 0 ? (
        <MenuItem icon={Pencil} shortcut="e" onSelect={rename}>
          Rename
        </MenuItem>
      ) : null}
      <MenuItem icon={UserRound} shortcut="a" onSelect={next("assignees")}>
        Assign…
      </MenuItem>
      <MenuItem icon={Tag} shortcut="l" onSelect={next("labels")}>
        Labels…
      </MenuItem>
      <MenuSub icon={SignalHigh} label="Priority">
        <MenuRadio
          label="Priority"
          value={priority}
          options={PRIORITIES.map((value) => ({ value, name: PRIORITY_NAMES[value] }))}
          onChange={(value) => {
            const set = PRIORITIES.find((each) => each === value);
            if (set) actTogether(settingAll(ids, { priority: set }), `Edit ${ids.length} tasks`);
          }}
        />
      </MenuSub>
      <MenuItem icon={CalendarDays} shortcut="d" onSelect={next("due")}>
        Due date…
      </MenuItem>
      <MenuLine />
      <MenuSub icon={Columns3} label="Move to">
        {[...columns.values()].map(({ id, name }) => (
          <MenuItem
            key={id}
            disabled={targets.every(({ columnId }) => columnId === id)}
            onSelect={() => {
              const [task] = ids;
              if (ids.length === 1 && task) act({ type: "task.move", task, columnId: id });
              else actTogether(movingAll(ids, id), `Move ${ids.length} tasks`);
            }}
          >
            {name}
          </MenuItem>
        ))}
      </MenuSub>
      <MenuItem icon={ArrowUpToLine} onSelect={() => act(toTop(targets, stage.layout.grid))}>
        Move to the top
      </MenuItem>
      <MenuItem icon={ArrowDownToLine} onSelect={() => act(toBottom(targets))}>
        Move to the bottom
      </MenuItem>
    </>
  );
}

function Leaving({ targets, onDelete }: { targets: readonly Task[]; onDelete: () => void }) {
  const { actTogether } = useBoardPage();
  return (
    <>
      <MenuLine />
      <MenuItem icon={Archive} onSelect={() => actTogether(archivingAll(targets), `Archive ${targets.length} tasks`)}>
        Archive
      </MenuItem>
      <MenuItem icon={Trash2} danger onSelect={onDelete}>
        Delete…
      </MenuItem>
    </>
  );
}
