import { describe, expect, it } from "vitest";
import type { Command } from "./command.ts";
import { CommandRegistry } from "./registry.ts";

const command = (id: string, keys?: string, when?: () => boolean): Command => ({
  id,
  words: id,
  group: "general",
  run: () => {},
  keys,
  when,
});

/** What pressing `keys` one after the other, `apart` ms apart, meant in the end. */
function meaning(registry: CommandRegistry, keys: string[], apart = 100): string {
  const [last] = keys.map((each, index) => registry.press(each, index * apart)).slice(-1);
  return last?.name === "command" ? last.command.id : (last?.name ?? "nothing");
}

describe("the commands of a page", () => {
  it("are there for as long as whoever added them", () => {
    const registry = new CommandRegistry();
    const remove = registry.add(command("archive"));
    registry.add(command("delete"));
    expect(registry.available().map(({ id }) => id)).toEqual(["archive", "delete"]);
    remove();
    expect(registry.available().map(({ id }) => id)).toEqual(["delete"]);
  });

  it("tell those who watch, once for each change", () => {
    const registry = new CommandRegistry();
    let told = 0;
    registry.commands.subscribe(() => {
      told += 1;
    });
    const remove = registry.add(command("a"));
    remove();
    remove();
    expect(told).toBe(3);
  });

  it("offer only what can be done now, and of one id the one added last", () => {
    const registry = new CommandRegistry();
    registry.add(command("never", "n", () => false));
    registry.add({ ...command("open"), words: "outer" });
    registry.add({ ...command("open"), words: "inner" });
    expect(registry.available().map(({ words }) => words)).toEqual(["inner"]);
  });
});

describe("keys", () => {
  it("mean the command that was added last, or an earlier one where that cannot be done", () => {
    const registry = new CommandRegistry();
    let inTask = true;
    registry.add(command("board", "e"));
    registry.add(command("task", "e", () => inTask));
    expect(meaning(registry, ["e"])).toBe("task");
    inTask = false;
    expect(meaning(registry, ["e"])).toBe("board");
    expect(meaning(registry, ["x"])).toBe("nothing");
  });

  it("of a sequence mean it together, and the first alone nothing yet", () => {
    const registry = new CommandRegistry();
    registry.add(command("go to board", "g b"));
    registry.add(command("block", "b"));
    expect(meaning(registry, ["g"])).toBe("begun");
    expect(meaning(registry, ["g", "b"])).toBe("go to board");
    expect(meaning(registry, ["b"])).toBe("block");
  });

  it("that come too late mean what they mean alone", () => {
    const registry = new CommandRegistry();
    registry.add(command("go to board", "g b"));
    registry.add(command("block", "b"));
    expect(meaning(registry, ["g", "b"], 5_000)).toBe("block");
  });

  it("that do not go on with a sequence mean what they mean alone, or begin another", () => {
    const registry = new CommandRegistry();
    registry.add(command("go to board", "g b"));
    registry.add(command("new task", "c"));
    expect(meaning(registry, ["g", "c"])).toBe("new task");
    expect(meaning(registry, ["g", "g", "b"])).toBe("go to board");
    expect(meaning(registry, ["g", "x", "b"])).toBe("nothing");
  });
});
