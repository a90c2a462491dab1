import { type Preferences, REASONS, type Ways } from "../../../../../durable-objects/inbox/protocol.ts";
import { reasonExplained, reasonName } from "../../../words/inbox.ts";
import { useSetting } from "./use-setting.ts";

const WAYS: readonly { way: keyof Ways; name: string; words: string }[] = [
  { way: "inbox", name: "Inbox", words: "in the inbox" },
  { way: "push", name: "Push", words: "as a push" },
  { way: "digest", name: "Digest", words: "in the daily mail" },
];

/** Which reason tells one in which way. */
export function Reasons({ preferences }: { preferences: Preferences }) {
  const set = useSetting();
  return (
    <table className="w-full border-collapse">
      <thead>
        <tr className="text-sm text-quiet">
          <th scope="col" className="pb-2 text-start font-medium">
            <span className="unseen">What for</span>
          </th>
          {WAYS.map(({ way, name }) => (
            <th key={way} scope="col" className="w-16 pb-2 text-center font-medium">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {REASONS.map((reason) => (
          <tr key={reason} className="border-t border-line">
            <th scope="row" className="py-2.5 pe-3 text-start font-normal">
              <span className="block font-medium">{reasonName(reason)}</span>
              <span className="block text-sm text-quiet">{reasonExplained(reason)}</span>
            </th>
            {WAYS.map(({ way, words }) => (
              <td key={way} className="text-center">
                <label className="inline-grid size-9 cursor-pointer place-content-center pointer-coarse:size-11">
                  <span className="unseen">{`${reasonName(reason)} ${words}`}</span>
                  <input
                    type="checkbox"
                    className="size-4 accent-accent pointer-coarse:size-6"
                    checked={preferences.reasons[reason][way]}
                    onChange={({ target: { checked } }) => set({ reasons: { [reason]: { [way]: checked } } })}
                  />
                </label>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
