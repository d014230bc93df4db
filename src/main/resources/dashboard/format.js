/** Numbers and times as people read them. */

/** Text without a terminal's colours and movements (ECMA-48, CSI and OSC). */
const CONTROLS = /\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\))/g;
export const plain = (text) => text.replace(CONTROLS, '');

export function bytes(count) {
  if (!count) {
    return '0';
  }
  const power = Math.min(Math.floor(Math.log2(count) / 10), 4);
  const value = count / 1024 ** power;
  return `${value >= 100 || power === 0 ? Math.round(value) : value.toFixed(1)} ${['B', 'KB', 'MB', 'GB', 'TB'][power]}`;
}

/** `1 process`, `2 processes`. */
export const counted = (count, one, more = `${one}s`) => `${count} ${count === 1 ? one : more}`;

export const percent = (value) => `${value < 10 ? value.toFixed(1) : Math.round(value)} %`;

export function since(instant, now = Date.now()) {
  const seconds = Math.max(0, Math.floor((now - Date.parse(instant)) / 1000));
  if (seconds < 60) {
    return `${seconds}s`;
  }
  if (seconds < 3600) {
    return `${Math.floor(seconds / 60)}m`;
  }
  if (seconds < 86400) {
    return `${Math.floor(seconds / 3600)}h ${Math.floor((seconds % 3600) / 60)}m`;
  }
  return `${Math.floor(seconds / 86400)}d ${Math.floor((seconds % 86400) / 3600)}h`;
}

export const clock = (instant) => new Date(instant).toLocaleTimeString([], { hour12: false });

/** How a child ended: `{code}`, `{signal}` or nothing known. */
export function exit(status) {
  if (status && status.code !== undefined) {
    return `exit code ${status.code}`;
  }
  return status && status.signal !== undefined ? `signal ${status.signal}` : 'unknown exit code';
}

/** An ISO-8601 duration of seconds and below, as the daemon writes pauses. */
export function pause(duration) {
  const match = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?$/.exec(duration);
  if (!match) {
    return duration;
  }
  const [, hours, minutes, seconds] = match;
  return [hours && `${hours} h`, minutes && `${minutes} min`, seconds && `${seconds} s`]
    .filter(Boolean)
    .join(' ') || '0 s';
}

/** `WAITING_RESTART` as words, and how good or bad it is. */
export function state(name) {
  const kinds = {
    ONLINE: 'good',
    LAUNCHING: 'pending',
    STOPPING: 'pending',
    WAITING_RESTART: 'pending',
    PAUSED: 'pending',
    ERRORED: 'bad',
    STOPPED: 'rest',
  };
  return { text: name.toLowerCase().replaceAll('_', ' '), kind: kinds[name] ?? 'rest' };
}
