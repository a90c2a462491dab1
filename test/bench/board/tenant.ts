/** A workspace of Ensemble with one board, as many members as its sockets need, and tasks; all over the public API. */
import { randomUUID } from "node:crypto";
import { z } from "zod";
import { newTenant, post, signUp, socketUrl } from "../contenders/ensemble.ts";
import type { RunningServer } from "../process/server.ts";
import { openRoomSocket, type RoomSocket } from "../room/socket.ts";
import type { RoomTask } from "../room/task.ts";

/** A user may have 20 sockets in a workspace, and a socket sends a burst of 200 frames. */
const SOCKETS_PER_USER = 20;
const CREATED_PER_SOCKET = 150;

const Invitation = z.object({ token: z.string() });
const Columns = z.object({ items: z.array(z.object({ id: z.string() })) });

export interface Board {
  workspace: string;
  token: string;
  project: string;
  stream: string;
  columns: string[];
  tasks: string[];
  /** One URL a socket, spread over enough members. */
  urls: string[];
}

/** The board's stream, each of whose events has a delta. */
export function listeningTo({ stream }: Pick<Board, "stream">): RoomTask["listening"] {
  return { stream, mark: '"delta":' };
}

/** Makes all of it. */
export async function makeBoard(server: RunningServer, shape: { sockets: number; tasks: number }): Promise<Board> {
  const { token, workspace } = await newTenant(server);
  const tokens = [token];
  const invited = await post(server, `/api/workspaces/${workspace}/invitations`, { role: "member" }, token);
  const invitation = Invitation.parse(await invited.json()).token;
  while (tokens.length * SOCKETS_PER_USER < shape.sockets) {
    const member = await signUp(server);
    await post(server, `/api/invitations/${invitation}/accept`, {}, member);
    tokens.push(member);
  }
  const urls: string[] = [];
  for (let socket = 0; socket < shape.sockets; socket++) {
    urls.push(await socketUrl(server, tokens[socket % tokens.length] ?? token, "workspace", workspace));
  }
  const created = await post(server, `/api/workspaces/${workspace}/projects`, { name: "Bench", key: "BEN" }, token);
  const project = z.object({ id: z.string() }).parse(await created.json()).id;
  const answer = await fetch(`${server.url}/api/workspaces/${workspace}/projects/${project}/columns`, {
    headers: { authorization: `Bearer ${token}` },
  });
  const columns = Columns.parse(await answer.json()).items.map(({ id }) => id);
  const board = { workspace, token, project, stream: `project:${project}`, columns, tasks: [], urls };
  return { ...board, tasks: await fill(server, board, shape.tasks) };
}

/** Adds tasks of a usual size, from sockets of their own; answers their ids. */
async function fill(server: RunningServer, board: Board, count: number): Promise<string[]> {
  const tasks: string[] = [];
  while (tasks.length < count) {
    const url = await socketUrl(server, board.token, "workspace", board.workspace);
    const socket = await openRoomSocket(url, listeningTo(board));
    const some = Array.from({ length: Math.min(CREATED_PER_SOCKET, count - tasks.length) }, () => randomUUID());
    await Promise.all(some.map((task, index) => create(socket, board, task, tasks.length + index)));
    tasks.push(...some);
    await socket.close();
  }
  return tasks;
}

async function create(socket: RoomSocket, board: Board, task: string, index: number): Promise<void> {
  const accepted = await socket.command({
    type: "task.create",
    project: board.project,
    task,
    columnId: board.columns[index % board.columns.length],
    set: { title: `Task ${index}: look into what people said of the last release`, priority: "medium", estimate: 3 },
  } as { type: string });
  if (!accepted) throw new Error("a task was refused");
}
