/** Proof of whom a page sees and hears: by tone and colour, and by media that goes on coming. */
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { type Colour, colourOf } from "./colour.ts";
import { type Reception, receptionOf } from "./probe.ts";
import { isTone } from "./tone.ts";

/** A guard, not an expectation: browsers share two cores with all else. */
const PATIENCE = { timeout: 60_000, interval: 100 };
/** Quieter than this nobody hears, in dB. */
const SILENCE = -60;
/** More than were on their way already. */
const MORE_FRAMES = 3;

/** One whose media are known when they are met. */
export interface Known {
  name: string;
  hertz: number;
  colour: Colour;
}

/** Whose media a page gets, and nobody else's. */
export interface Expected {
  /** Their microphones. */
  hears: readonly Known[];
  /** Their cameras. */
  sees: readonly Known[];
  /** Their screens; absent, nobody's. */
  screensOf?: readonly Known[];
}

/** Nobody's. */
export const NOTHING: Expected = { hears: [], sees: [] };

/**
 * Answers once `page` hears exactly these people, out of elements that play them, and shows exactly these pictures, each
 * under the name of the one whose colour it has; and of each goes on to receive sound with energy in it, or to decode
 * frames.
 */
export async function expectReception(page: Page, expected: Expected): Promise<void> {
  const wanted = wantedOf(expected);
  let first: Reception | undefined;
  await expect
    .poll(async () => {
      const now = await receptionOf(page);
      const found = foundIn(now, expected);
      // Counted from the first moment at which all of them were there, and nobody else.
      if (JSON.stringify(found) !== JSON.stringify(wanted)) first = undefined;
      else first ??= now;
      return { ...found, stands: standing(first ?? now, now) };
    }, PATIENCE)
    .toEqual({ ...wanted, stands: [] });
}

interface Found {
  /** By frequency. */
  hears: readonly string[];
  /** As the page calls them, with their colours. */
  sees: readonly string[];
}

function wantedOf({ hears, sees, screensOf = [] }: Expected): Found {
  const pictures = [
    ...sees.map(({ name, colour }) => `${name}'s camera: ${colour}`),
    ...screensOf.map(({ name }) => `${name}'s screen: green`),
  ];
  return { hears: hears.map(({ hertz }) => `${hertz} Hz`).toSorted(), sees: pictures.toSorted() };
}

/** What nobody is known to send is told as it was measured. */
function foundIn({ heard, seen }: Reception, { hears }: Expected): Found {
  const tones = heard.filter(({ level }) => level > SILENCE).map(({ hertz }) => toneAmong(hears, hertz));
  const pictures = seen.map(({ label, pixel }) => `${label}: ${colourOf(pixel) ?? `rgb(${pixel})`}`);
  return { hears: [...new Set(tones)].toSorted(), sees: pictures.toSorted() };
}

function toneAmong(known: readonly Known[], measured: number): string {
  return `${known.find(({ hertz }) => isTone(measured, hertz))?.hertz ?? measured.toFixed(1)} Hz`;
}

/** Of what came at one moment, that of which no more came by another. */
function standing(before: Reception, after: Reception): string[] {
  const silent = after.heard.filter(
    (now) => audible(now) && !(now.energy > (same(before.heard, now)?.energy ?? now.energy)),
  );
  const still = after.seen.filter((now) => now.frames < (same(before.seen, now)?.frames ?? now.frames) + MORE_FRAMES);
  return [
    ...silent.map(({ hertz, energy }) => `${hertz} Hz at ${energy}`),
    ...still.map(({ label, frames }) => `${label} at ${frames}`),
  ];
}

function same<Part extends { track: string }>(parts: readonly Part[], { track }: Part): Part | undefined {
  return parts.find((part) => part.track === track);
}

const audible = ({ level }: { level: number }) => level > SILENCE;
