import { z } from "zod";

const count = z.number().catch(0);

/** What is read of the browser's statistics, by the names that it has for it. */
const Report = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("inbound-rtp"),
    packetsReceived: count,
    packetsLost: count,
    bytesReceived: count,
    /** Seconds. */
    jitter: z.number().nullable().catch(null),
  }),
  z.object({ type: z.literal("outbound-rtp"), bytesSent: count }),
  /** What the other side says of what it was sent. */
  z.object({
    type: z.literal("remote-inbound-rtp"),
    fractionLost: z.number().nullable().catch(null),
    packetsLost: z.number().nullable().catch(null),
  }),
  z.object({
    type: z.literal("transport"),
    id: z.string(),
    selectedCandidatePairId: z.string().nullable().catch(null),
  }),
  z.object({
    type: z.literal("candidate-pair"),
    id: z.string(),
    nominated: z.boolean().catch(false),
    state: z.string().catch(""),
    /** Seconds. */
    currentRoundTripTime: z.number().nullable().catch(null),
    localCandidateId: z.string().catch(""),
    remoteCandidateId: z.string().catch(""),
  }),
  z.object({ type: z.literal("local-candidate"), id: z.string(), candidateType: z.string().catch("") }),
  z.object({ type: z.literal("remote-candidate"), id: z.string(), candidateType: z.string().catch("") }),
]);
type Report = z.infer<typeof Report>;

/** What was measured of one path, over all its time. */
export interface Measures {
  roundTripMs: number | null;
  jitterMs: number | null;
  packetsReceived: number;
  packetsLost: number;
  bytesReceived: number;
  bytesSent: number;
  /** Of what was last sent to the other side, the share that it lost; null while it says nothing. */
  lostThere: number | null;
  relayed: boolean;
}

/** Reads what a path measured. */
export function measuresOf(stats: { forEach(look: (report: unknown) => void): void }): Measures {
  const reports: Report[] = [];
  stats.forEach((report) => {
    const known = Report.safeParse(report);
    if (known.success) reports.push(known.data);
  });
  const of = <Type extends Report["type"]>(type: Type) =>
    reports.filter((report): report is Extract<Report, { type: Type }> => report.type === type);
  const incoming = of("inbound-rtp");
  const pair = pairOf(of("transport"), of("candidate-pair"));
  const ends = [...of("local-candidate"), ...of("remote-candidate")];
  const jitters = incoming.flatMap(({ jitter }) => (jitter === null ? [] : [jitter * 1000]));
  const losses = of("remote-inbound-rtp").flatMap(({ fractionLost }) => (fractionLost === null ? [] : [fractionLost]));
  return {
    roundTripMs: pair?.currentRoundTripTime == null ? null : pair.currentRoundTripTime * 1000,
    jitterMs: jitters.length > 0 ? Math.max(...jitters) : null,
    packetsReceived: sum(incoming, ({ packetsReceived }) => packetsReceived),
    packetsLost: Math.max(
      0,
      sum(incoming, ({ packetsLost }) => packetsLost),
    ),
    bytesReceived: sum(incoming, ({ bytesReceived }) => bytesReceived),
    bytesSent: sum(of("outbound-rtp"), ({ bytesSent }) => bytesSent),
    lostThere: losses.length > 0 ? Math.max(...losses) : null,
    relayed: ends.some(({ id, candidateType }) => {
      return candidateType === "relay" && (id === pair?.localCandidateId || id === pair?.remoteCandidateId);
    }),
  };
}

/** The pair in use. Not every browser names it. */
function pairOf(
  transports: readonly Extract<Report, { type: "transport" }>[],
  pairs: readonly Extract<Report, { type: "candidate-pair" }>[],
) {
  const [transport] = transports;
  const named = pairs.find(({ id }) => id === transport?.selectedCandidatePairId);
  return named ?? pairs.find(({ nominated, state }) => nominated && state === "succeeded");
}

function sum<Item>(items: readonly Item[], of: (item: Item) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}
