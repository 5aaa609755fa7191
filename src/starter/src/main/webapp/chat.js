const connection = new signalR.HubConnectionBuilder().withUrl("chat").withAutomaticReconnect().build();

connection.on("broadcastMessage", (name, message) => {
  const item = document.createElement("li");
  item.textContent = `${name}: ${message}`;
  document.getElementById("messages").append(item);
});

document.getElementById("form").addEventListener("submit", async event => {
  event.preventDefault();
  const message = document.getElementById("message");
  await connection.invoke("send", document.getElementById("name").value, message.value);
  message.value = "";
});

await connection.start();
