/** The daemon's HTTP endpoint, asked with the cookie of this browser's session. */
const API = '/api/v1';

export class Refused extends Error {
  constructor(status, detail) {
    super(detail);
    this.status = status;
  }
}

async function refusal(response) {
  const problem = await response.json().catch(() => ({}));
  const lines = problem.errors?.length ? problem.errors : [problem.detail ?? `status ${response.status}`];
  return new Refused(response.status, lines.join('\n'));
}

async function ask(method, path, body) {
  const response = await fetch(API + path, {
    method,
    headers: body === undefined ? {} : { 'Content-Type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  if (!response.ok) {
    throw await refusal(response);
  }
  return response.status === 204 ? null : response.json();
}

export const get = (path) => ask('GET', path);
export const post = (path, body) => ask('POST', path, body);
export const remove = (path) => ask('DELETE', path);

/**
 * Follows server-sent events until the signal says stop, and again after the connection broke.
 *
 * @param onEvent takes the event's name, its data, and its number if it has one
 * @param onLink takes whether the stream is open
 */
export async function follow(path, signal, onEvent, onLink = () => {}) {
  while (!signal.aborted) {
    try {
      const response = await fetch(API + path, { signal, headers: { Accept: 'text/event-stream' } });
      if (!response.ok) {
        throw await refusal(response);
      }
      onLink(true);
      await read(response.body.pipeThrough(new TextDecoderStream()).getReader(), onEvent);
    } catch (failure) {
      if (failure instanceof Refused && failure.status < 500) {
        throw failure;
      }
    }
    if (!signal.aborted) {
      onLink(false);
      await new Promise((resume) => setTimeout(resume, 2000));
    }
  }
}

/** Reads server-sent events to their end. */
export async function events(path) {
  const response = await fetch(API + path, { headers: { Accept: 'text/event-stream' } });
  if (!response.ok) {
    throw await refusal(response);
  }
  const all = [];
  await read(response.body.pipeThrough(new TextDecoderStream()).getReader(), (name, data, number) => all.push({ name, data, number }));
  return all;
}

async function read(reader, onEvent) {
  let rest = '';
  for (;;) {
    const { value, done } = await reader.read();
    if (done) {
      return;
    }
    const frames = (rest + value).split('\n\n');
    rest = frames.pop();
    frames.forEach((frame) => dispatch(frame, onEvent));
  }
}

function dispatch(frame, onEvent) {
  let name = 'message';
  let number = null;
  const data = [];
  for (const line of frame.split('\n')) {
    if (line.startsWith('event: ')) {
      name = line.slice(7);
    } else if (line.startsWith('id: ')) {
      number = Number(line.slice(4));
    } else if (line.startsWith('data: ')) {
      data.push(line.slice(6));
    }
  }
  if (data.length > 0) {
    onEvent(name, JSON.parse(data.join('\n')), number);
  }
}
