import axios from 'axios';

import { useSimulator } from './setup';

const shop = useSimulator();

it('calls the methods of the stores over HTTP', async () => {
	const post = async (path: string, body?: object) =>
		(await axios.post(shop.simulator.controlUrl + path, body, { validateStatus: () => true })).data;
	const message = await post('/state/messages/receive', { text: 'Hello', held: true });
	expect(message).toMatchObject({ text: 'Hello' });
	expect(shop.simulator.state.messages.threads).toHaveLength(0);
	await post('/state/messages/release', { id: message.id });
	expect(shop.simulator.state.messages.threads).toHaveLength(1);
	expect(await post('/state/messages/release', { id: message.id })).toMatchObject({
		errors: [{ message: `No message ${message.id} is held` }],
	});
	expect(await post('/state/messages/lose')).toMatchObject({ errors: [{}] });
});
