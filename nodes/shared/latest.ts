/**
 * Keeps the latest entries of a map: what is set counts as the newest, and beyond `most` the oldest goes.
 *
 * The maps themselves stand where they are used, each with what keeps sellers apart in it.
 */
export function setLatest<K, V>(entries: Map<K, V>, key: K, value: V, most: number): void {
	entries.delete(key);
	entries.set(key, value);
	const [oldest] = entries.keys();
	if (entries.size > most) entries.delete(oldest);
}
