// What the page asks of the server, and what it hears from it.
async function answered(request) {
  const answer = await request;
  const body = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(body.error || answer.statusText);
  return body;
}

export const getState = (person) => answered(fetch(`/chat/state?person=${person}`));

export const getMessages = (person, chat) => answered(fetch(`/chat/messages?person=${person}&chat=${chat}`));

export async function act(name, values) {
  const body = JSON.stringify(values);
  const told = await answered(
    fetch(`/chat/${name}`, { method: "POST", headers: { "Content-Type": "application/json" }, body }),
  );
  return told.result;
}

export function sendFile(file, values) {
  const query = new URLSearchParams({ ...values, name: file.name || "file" });
  const headers = { "Content-Type": file.type || "application/octet-stream" };
  return answered(fetch(`/chat/file?${query}`, { method: "POST", headers, body: file }));
}

export function listen(person, heard, isUp) {
  const source = new EventSource(`/chat/events?person=${person}`);
  source.addEventListener("message", (event) => heard(JSON.parse(event.data)));
  source.addEventListener("open", () => isUp(true));
  source.addEventListener("error", () => isUp(false));
  return source;
}
