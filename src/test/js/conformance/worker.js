// A connection within a web worker. The worker gets the hub's address in a message, and answers with what the hub sent
// back.

importScripts('lib/signalr.min.js');

self.onmessage = async ({ data: { url, text } }) => {
  const connection = new signalR.HubConnectionBuilder().withUrl(url).build();
  connection.on('message', async (received) => {
    await connection.stop();
    self.postMessage(received);
  });
  await connection.start();
  await connection.invoke('invokeWithString', text);
};
