// A connection within a web worker, which answers the message with the hub's address by what the hub has sent back.

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
