import { beforeEach, describe, expect, it } from "vitest";
import { FakeEquipment, refusal } from "../../testing/fake-equipment.ts";
import { HandClock } from "../../testing/hand-clock.ts";
import type { MediaFailure } from "../local.ts";
import { OwnMedia } from "./own-media.ts";

let equipment: FakeEquipment;
let clock: HandClock;

beforeEach(() => {
  equipment = new FakeEquipment();
  clock = new HandClock();
});

function media(chosen = {}): OwnMedia {
  const own = new OwnMedia({ clock, equipment, chosen });
  own.open();
  return own;
}

const track = (own: OwnMedia, name: "microphone" | "camera") => own.tracks.value[name]?.label ?? null;

describe("a device", () => {
  it.each<[string, MediaFailure, DOMException]>([
    ["was forbidden", "denied", refusal("NotAllowedError", "Permission denied")],
    ["is forbidden by the system", "blocked_by_system", refusal("NotAllowedError", "Permission denied by system")],
    ["was asked for in vain", "cancelled", refusal("NotAllowedError", "Permission dismissed")],
    ["is another program's", "in_use", refusal("NotReadableError")],
    ["is not there", "none", refusal("NotFoundError")],
  ])("that %s is told by name, and may be asked for again", async (_, failure, cause) => {
    const own = media();
    equipment.refusals.push(cause);
    await own.setCamera(true);
    expect(own.state.value.camera).toEqual({ state: "failed", failure });
    await own.setCamera(true);
    expect(own.state.value.camera).toEqual({ state: "on", failure: null });
  });

  it("that is turned off sends nothing: the microphone stays open, the camera's light goes out", async () => {
    const own = media();
    await own.setMicrophone(true);
    await own.setCamera(true);
    await own.setMicrophone(false);
    await own.setCamera(false);
    expect(own.tracks.value).toMatchObject({ microphone: null, camera: null });
    expect(equipment.open).toEqual(["Desk"]);
    await own.setMicrophone(true);
    expect(equipment.opened.filter(({ kind }) => kind === "audio")).toHaveLength(1);
    own.close();
    expect(equipment.open).toEqual([]);
  });

  it("that was turned off before it was opened is not left on", async () => {
    const own = media();
    const opening = own.setCamera(true);
    await own.setCamera(false);
    await opening;
    expect(own.state.value.camera.state).toBe("off");
    expect(equipment.open).toEqual([]);
  });

  it("is opened anew where all was let go while the browser still asked", async () => {
    const own = media();
    const first = own.setMicrophone(true);
    own.letGo();
    const again = own.setMicrophone(true);
    expect(own.state.value.microphone.state).toBe("asking");
    await Promise.all([first, again]);
    expect(own.state.value.microphone.state).toBe("on");
    expect(equipment.open).toEqual(["Desk"]);
  });

  it("that cannot be measured is sent all the same", async () => {
    equipment.makeMeter = () => {
      throw refusal("NotSupportedError");
    };
    const own = media();
    await own.setMicrophone(true);
    expect([own.state.value.microphone.state, track(own, "microphone")]).toEqual(["on", "Desk"]);
  });

  it("is changed for another without a gap, and stays where that cannot be had", async () => {
    equipment.cameras.push({ id: "c2", name: "Tripod" });
    const own = media();
    await own.setCamera(true);
    expect(await own.choose("camera", "c2")).toBeNull();
    expect([track(own, "camera"), equipment.open]).toEqual(["Tripod", ["Tripod"]]);
    expect(await own.choose("camera", "c3")).toBe("none");
    expect([track(own, "camera"), own.state.value.chosen.camera]).toEqual(["Tripod", "c2"]);
  });

  it("that is pulled out gives way to another there is", async () => {
    equipment.microphones.push({ id: "m2", name: "Headset" });
    const own = media({ microphone: "m2" });
    await own.setMicrophone(true);
    equipment.microphones.pop();
    equipment.opened[0]?.unplug();
    await expect.poll(() => track(own, "microphone")).toBe("Desk");
    expect(own.state.value.microphone.state).toBe("on");
  });

  it("that is pulled out is told as that where there is no other, and taken up again when it is back", async () => {
    const own = media();
    await own.setMicrophone(true);
    const [desk] = equipment.microphones.splice(0);
    equipment.opened[0]?.unplug();
    await expect.poll(() => own.state.value.microphone).toEqual({ state: "failed", failure: "unplugged" });
    if (desk) equipment.microphones.push(desk);
    equipment.changed();
    await expect.poll(() => track(own, "microphone")).toBe("Desk");
  });

  it("that was chosen on another day and is not there gives way to the browser's own choice", async () => {
    const own = media({ camera: "gone" });
    await own.setCamera(true);
    expect(track(own, "camera")).toBe("Lid");
  });

  it("is measured while it is open, muted or not", async () => {
    const own = media();
    await own.setMicrophone(true);
    await own.setMicrophone(false);
    equipment.loudness = 0.1;
    clock.advance(100);
    expect(own.level.value).toBeCloseTo(2 / 3);
    own.letGo();
    expect(own.level.value).toBe(0);
  });
});

describe("a screen", () => {
  it("is shared until that is ended here, or in the browser's own bar", async () => {
    const own = media();
    await own.shareScreen();
    expect(own.media.screen).toBe(true);
    equipment.opened[0]?.unplug();
    expect(own.state.value.screen).toEqual({ state: "off", failure: null });
    expect(own.screen.value).toBeNull();
  });

  it("that was not chosen is no failure of anything else", async () => {
    const own = media();
    equipment.refusals.push(refusal("NotAllowedError", "Permission denied"));
    await own.shareScreen();
    expect(own.state.value.screen).toEqual({ state: "failed", failure: "cancelled" });
  });
});
