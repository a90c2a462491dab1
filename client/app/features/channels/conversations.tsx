import { Link, useNavigate } from "@tanstack/react-router";
import { Compass, Hash, MessageSquarePlus, Plus } from "lucide-react";
import { useState } from "react";
import { IconButton, iconButtonClass } from "../../design/icon-button.tsx";
import { Menu, MenuItem } from "../../design/menu.tsx";
import { useWorkspace } from "../workspace/workspace.tsx";
import { asked } from "./asked.ts";
import { makesChannels, writesDirectly } from "./roles.ts";
import { SidebarSection } from "./sidebar-section.tsx";
import { useListed } from "./use-conversations.ts";

/** So many direct conversations are told before the rest is asked for. */
const DIRECT_TOLD = 12;

/** The conversations one belongs to, in the sidebar: channels by name, and people by who wrote last. */
export function Conversations() {
  const { id: workspace, role } = useWorkspace();
  const { channels, direct } = useListed();
  const navigate = useNavigate();
  const [isWhole, setWhole] = useState(false);
  const params = { workspace };
  const told = isWhole ? direct : direct.slice(0, DIRECT_TOLD);
  return (
    <>
      <SidebarSection
        part="channels"
        title="Channels"
        conversations={channels}
        buttons={
          makesChannels(role) ? (
            <Menu
              label="Add channels"
              align="end"
              trigger={
                <button type="button" aria-label="Add channels" className={iconButtonClass({ size: "sm" })}>
                  <Plus aria-hidden />
                </button>
              }
            >
              <MenuItem icon={Hash} onSelect={() => asked.set({ name: "new channel" })}>
                New channel
              </MenuItem>
              <MenuItem icon={Compass} onSelect={() => void navigate({ to: "/w/$workspace/channels", params })}>
                Browse channels
              </MenuItem>
            </Menu>
          ) : null
        }
        foot={
          channels.length === 0 ? (
            <p className="px-2 text-sm text-quiet">
              <Link to="/w/$workspace/channels" params={params}>
                Browse channels
              </Link>
            </p>
          ) : null
        }
      />
      <SidebarSection
        part="direct"
        title="Direct messages"
        conversations={told}
        buttons={
          writesDirectly(role) ? (
            <IconButton
              icon={MessageSquarePlus}
              label="New message"
              size="sm"
              onClick={() => asked.set({ name: "new message" })}
            />
          ) : null
        }
        foot={
          direct.length > told.length ? (
            <button
              type="button"
              className="min-h-7 rounded-md px-2 text-start text-sm text-quiet hover:bg-hover hover:text-ink pointer-coarse:min-h-11"
              onClick={() => setWhole(true)}
            >
              Show {direct.length - told.length} more
            </button>
          ) : direct.length === 0 ? (
            <p className="px-2 text-sm text-quiet">None yet.</p>
          ) : null
        }
      />
    </>
  );
}
