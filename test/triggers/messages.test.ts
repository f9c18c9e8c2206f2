import { openShop, type Shop } from '../shop';
import type { ReceiveOptions } from '../simulator/messaging/messages';
import { Trigger } from './polling';

let shop: Shop;
beforeEach(async () => {
	shop = await openShop();
});
afterEach(async () => await shop.close());

const PNG =
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const PDF = Buffer.from('%PDF-1.4 a letter').toString('base64');
const DOWNLOADS = 'GET /messaging/message-attachments/{attachmentId}';

const messages = () => shop.simulator.state.messages;
const receive = (options: ReceiveOptions) => messages().receive(options);
const photo = { fileName: 'zdjęcie lampy.png', mimeType: 'image/png', content: PNG };
const letter = { fileName: 'list.pdf', mimeType: 'application/pdf', content: PDF };

/** A trigger that has begun, and knows what there was. */
async function begun(parameters = {}) {
	const trigger = new Trigger(shop, 'allegroMessagesTrigger', {
		events: ['RECEIVED'],
		downloadAttachments: true,
		...parameters,
	});
	await trigger.poll();
	return trigger;
}

describe('attachments', () => {
	test('come as files, under their names', async () => {
		const trigger = await begun();
		receive({ attachments: [photo, letter] });
		const [{ json, binary }] = await trigger.items();
		expect(json.files).toEqual([
			{
				fileName: 'zdjęcie lampy.png',
				mimeType: 'image/png',
				fileSize: Buffer.from(PNG, 'base64').length,
				status: 'SAFE',
				property: 'attachment_0',
			},
			expect.objectContaining({ fileName: 'list.pdf', property: 'attachment_1' }),
		]);
		expect(Object.keys(binary ?? {})).toEqual(['attachment_0', 'attachment_1']);
		expect(binary?.attachment_0).toMatchObject({ fileName: 'zdjęcie lampy.png', data: PNG });
		expect(binary?.attachment_1).toMatchObject({ mimeType: 'application/pdf', data: PDF });
	});

	test('are not read unless that was asked for, and not for messages that are not told', async () => {
		const plain = await begun({ downloadAttachments: false });
		const own = await begun({ events: ['SENT'] });
		receive({ attachments: [photo] });
		const [{ json, binary }] = await plain.items();
		expect(json).not.toHaveProperty('files');
		expect(binary).toBeUndefined();
		expect(await own.items()).toEqual([]);
		expect(shop.simulator.requests.byRoute).not.toHaveProperty([DOWNLOADS]);
	});

	test.each([
		['NEW', 'Allegro has not checked this file yet'],
		['UNSAFE', 'dangerous'],
		['EXPIRED', 'deleted'],
	])('one that is %s is not read; the event says why', async (status, why) => {
		const trigger = await begun();
		const message = receive({ attachments: [photo, letter] });
		message.attachments[0].status = status;
		const [{ json, binary }] = await trigger.items();
		expect(json.files).toMatchObject([
			{ fileName: photo.fileName, status, problem: expect.stringContaining(why) },
			{ fileName: letter.fileName, property: 'attachment_1' },
		]);
		expect(Object.keys(binary ?? {})).toEqual(['attachment_1']);
		expect(await trigger.items()).toEqual([]);
	});

	test('one that is gone, or has no address, does not hold up the message', async () => {
		const trigger = await begun();
		const message = receive({ text: 'See the photo', attachments: [photo, letter] });
		messages().files.clear();
		message.attachments[1] = { ...message.attachments[1], url: '' };
		const [{ json, binary }] = await trigger.items();
		expect(json).toMatchObject({
			text: 'See the photo',
			files: [
				{ fileName: photo.fileName, problem: 'Allegro does not have this file' },
				{ fileName: letter.fileName, problem: 'Allegro names no address for this file' },
			],
		});
		expect(binary).toBeUndefined();
	});

	test('trouble while they are read loses no message', async () => {
		const trigger = await begun();
		receive({ text: 'one', attachments: [photo] });
		receive({ text: 'two', attachments: [letter] });
		const path = '/messaging/message-attachments/*';
		shop.simulator.faults.add({ kind: 'answer', status: 401, path, times: 9 });
		await expect(trigger.items({ keep: true })).rejects.toThrow();
		shop.simulator.faults.clear();
		const items = await trigger.items();
		expect(items.map(({ json }) => json.text)).toEqual(['one', 'two']);
		expect(items.every(({ binary }) => binary?.attachment_0)).toBe(true);
	});

	test('more than a run may hold are named, not read', async () => {
		const trigger = await begun();
		const content = Buffer.alloc(40 * 1024 * 1024, PNG, 'base64').toString('base64');
		const large = { ...photo, content };
		receive({ attachments: [large, large, large, large] });
		const [{ json, binary }] = await trigger.items();
		expect(Object.keys(binary ?? {})).toHaveLength(3);
		expect(json.files).toMatchObject([
			{},
			{},
			{ property: 'attachment_2' },
			{ problem: expect.stringContaining('too many or too large') },
		]);
	});

	test('all events in one item: files are told apart by the number of the event', async () => {
		const trigger = await begun({ options: { output: 'allInOne' } });
		receive({ text: 'one', attachments: [photo] });
		receive({ text: 'two', attachments: [letter] });
		const [{ json, binary }, ...more] = await trigger.items();
		expect(json.events).toMatchObject([{ text: 'one' }, { text: 'two' }]);
		expect(binary).toMatchObject({
			event_0_attachment_0: { fileName: photo.fileName },
			event_1_attachment_0: { fileName: letter.fileName },
		});
		expect(more).toEqual([]);
	});
});

test('names the thread, with whom it is, and the offer', async () => {
	const trigger = await begun({ events: ['SENT'], downloadAttachments: false });
	const { author } = receive({ offerId: '14738291050' });
	messages().send(author.login, 'Good morning', []);
	const [event] = await trigger.poll();
	expect(event).toMatchObject({
		type: 'SENT',
		threadId: expect.any(String),
		thread: { interlocutor: { login: author.login } },
	});
	const received = await begun({ downloadAttachments: false });
	receive({ login: 'Other_Buyer', offerId: '14738291050' });
	expect(await received.poll()).toMatchObject([{ offerId: '14738291050', orderId: null }]);
});

test('a message that moderation still holds, or keeps, is not told', async () => {
	const trigger = await begun();
	const message = receive({ status: 'VERIFYING' });
	receive({ status: 'BLOCKED' });
	expect(await trigger.poll()).toEqual([]);
	message.status = 'DELIVERED';
	expect(await trigger.poll()).toMatchObject([{ eventId: message.id }]);
});

test('in the editor: the latest of the chosen kind, with its files, and nothing is remembered', async () => {
	const { author } = receive({ text: 'from the buyer', attachments: [photo] });
	messages().send(author.login, 'from the seller', []);
	const trigger = new Trigger(shop, 'allegroMessagesTrigger', {
		events: ['RECEIVED'],
		downloadAttachments: true,
	});
	const [{ json, binary }] = await trigger.items({ mode: 'manual' });
	expect(json.text).toBe('from the buyer');
	expect(binary?.attachment_0).toBeDefined();
	expect(trigger.state).toEqual({});
});
