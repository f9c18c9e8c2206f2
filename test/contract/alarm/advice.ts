import { enumDelta, type Use } from './change';
import type { Judged } from './judge';
import { isNarrower } from './narrower';
import { REPEATED } from './schemas';

/** What to do about a change: one sentence or two, by its kind, its side, and whether it breaks. */
export function adviceFor(change: Judged): string {
	const { uses, level, touches } = change;
	const [{ endpoint, place }] = uses;
	if (endpoint === 'document')
		return 'Compare the addresses and permissions of the credential with these, and connect anew.';
	if (place.side === 'schema') return 'No operation uses this schema: nothing to do.';
	if (touches.length === 0 && !(place.side === 'operation' && change.kind === 'added'))
		return 'No node asks for this: nothing to do.';
	if (change.fact?.endsWith(REPEATED))
		return 'The same is said by another schema of this place: nothing is sent or read otherwise.';
	const sides = new Set(uses.map((use) => use.place.side));
	return [
		...(sides.has('operation') ? [operationAdvice(change)] : []),
		...(sides.has('request') ? [requestAdvice(change, useOn('request', uses))] : []),
		...(sides.has('answer') ? [answerAdvice(change, useOn('answer', uses))] : []),
		...(level === 'break' && touches.length > 3
			? ['One mend in nodes/shared may serve all of them.']
			: []),
	].join(' ');
}

const useOn = (side: string, uses: Use[]) => uses.find(({ place }) => place.side === side) as Use;

function operationAdvice({ kind, fact, after, shape, level }: Judged): string {
	if (level === 'note' && kind !== 'changed')
		return 'The nodes know of it already: run npm run contract.';
	if (kind === 'added')
		return 'Build an operation for it ("An endpoint in three edits" in CONTRIBUTING.md), run npm run contract, and name its node in endpoints.csv.';
	if (kind === 'removed')
		return shape?.startsWith('now ')
			? 'Send the operation to the new address; its value and its fields stay.'
			: 'Move the operation to a resource "(Retired)" with a notice since when and in favour of what; its value and its fields stay. Set its lifecycle to retired in endpoints.csv.';
	switch (fact) {
		case 'deprecated':
			if (level === 'note') return 'The nodes say so already: run npm run contract.';
			return after
				? 'Mark its route deprecated, say in the description what replaces it, and find out from when on it answers an error.'
				: 'Take the mark off its route and its description.';
		case 'security':
			return 'Name the permission in the route and in the list of permissions in the docs; who has not granted it has to connect again.';
		case 'servers':
			return 'Send it to the new host: `host` of its route, and the credential.';
		default:
			return 'Nothing is sent otherwise: run npm run contract.';
	}
}

function requestAdvice(change: Judged, { endpoint, place }: Use): string {
	const { kind, fact, after, level } = change;
	const isFilter = endpoint.startsWith('GET ') && place.part.startsWith('query.');
	if (fact === 'media type')
		return kind === 'added'
			? 'See whether the new content version tells or takes more, and send it then; the old one stays until Allegro ends it.'
			: 'Send another of its media types, and see what else differs in it.';
	switch (kind) {
		case 'added':
			if (change.required)
				return 'Add a required field, or send a value that is right for all: without it Allegro refuses.';
			if (place.path.endsWith('>'))
				return 'Offer the new shape as a choice of the field that it belongs to.';
			if (level === 'note') return 'A field sends it already.';
			return isFilter
				? 'Add a field to the filters, and to the triggers and lists that could ask for less with it.'
				: 'Add a field; until then Additional JSON sends it.';
		case 'removed':
			return level === 'break'
				? 'Do not send it any more. The field stays, with a notice that Allegro does not take it.'
				: 'No field sends it: see that no description or example names it.';
		case 'renamed':
			return place.part.startsWith('path.')
				? 'Spell the route as the reference does now; what is sent stays the same.'
				: "Send it under its new name; the field's own name stays.";
		case 'moved':
			return `Send it as ${String(after).split('.')[0]} instead; the field stays.`;
	}
	const { removed, added } = enumDelta(change);
	if (removed.length + added.length > 0)
		return [
			...(added.length > 0 ? [`Add ${added.join(', ')} to the dropdown.`] : []),
			...(removed.length > 0
				? [
						`Take ${removed.join(', ')} out of the dropdown, or say there that Allegro takes it no more.`,
					]
				: []),
		].join(' ');
	switch (fact) {
		case 'required':
			return after === true
				? level === 'break'
					? 'Make the field required, or send a value that is right for all: without it Allegro refuses.'
					: 'It is always sent: see that the field is marked as required.'
				: 'The field need not be required any more.';
		case 'type':
			return 'Send the new type: mend the converter of the field.';
		case 'default':
			return "Say in the field's description what happens now when it is left empty, or send the old value.";
		case 'deprecated':
			return after
				? 'Say in the description of the field what replaces it.'
				: 'Take the notice off the field.';
		case 'style':
		case 'explode':
		case 'encoding':
			return 'Send lists in the new form.';
		case 'discriminator':
			return 'Send what chooses the shape under its new name.';
	}
	if (isNarrower(change))
		return /^max|^min/.test(String(fact)) && isFilter && /limit|offset/.test(place.part)
			? 'Ask for pages of the new size.'
			: 'Check the value before it is sent, and say the new bound in the description; values that were right may be refused now.';
	return 'Allegro takes more than before: widen what the field takes, and its description.';
}

function answerAdvice(change: Judged, { place }: Use): string {
	const { kind, fact, after, level } = change;
	if (fact === 'media type')
		return kind === 'added'
			? 'See what the new content version tells more, and ask for it then; nothing that the output has today may be lost.'
			: 'Ask for another of its media types, and compare what it tells.';
	if (place.path === '' && place.media === undefined) {
		if (place.part.includes('header.')) return 'See whether nodes/shared reads this header.';
		return kind === 'added'
			? 'See that this status is understood: what it means for the user, and for waiting.'
			: 'See that what is answered in its place is understood.';
	}
	switch (kind) {
		case 'added':
			return place.path.endsWith('>')
				? 'It comes out of the node by itself: see that triggers and Simplify take the new shape.'
				: 'It comes out of the node by itself. Add it to Simplify where people look for it, and to the simulator.';
		case 'removed':
		case 'renamed':
			return level === 'break'
				? `What reads it gets nothing${kind === 'renamed' ? ': read the new name' : ': take it from elsewhere, or leave it out and say so'}. Workflows without Simplify lose it too: put it in the changelog.`
				: 'Nothing reads it: put it in the changelog, and take it out of the simulator.';
	}
	const { removed, added } = enumDelta(change);
	if (removed.length + added.length > 0)
		return added.length > 0
			? `Offer ${added.join(', ')} where a field or a trigger lets choose among these values, and see that nothing fails on it.`
			: `Take ${removed.join(', ')} out of the fields that offer it: it comes no more.`;
	switch (fact) {
		case 'type':
			return 'See what Simplify, triggers and lists make of the new type; it changes what workflows get: put it in the changelog.';
		case 'required':
			return after === true
				? 'It is always there now.'
				: 'It can be missing now: see that what reads it goes on without it.';
		case 'nullable':
			return after === true
				? 'It can be null now: see that what reads it goes on.'
				: 'It is never null any more.';
		case 'deprecated':
			return 'Read what replaces it before it goes.';
		default:
			return 'See that what reads it bears the new values.';
	}
}
