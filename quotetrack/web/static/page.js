// What a script adds to pages that work without one: a click on any marked word opens its
// statement, a selection becomes a content, a mismatch is decided by key.
"use strict";

document.documentElement.classList.add("scripted");

function openStatement(id) {
  const card = document.getElementById(`statement-${id}`);
  if (card === null) return;
  for (const other of document.querySelectorAll(".card.open")) other.classList.remove("open");
  card.classList.add("open");
  history.replaceState(null, "", `#statement-${id}`);
  card.focus({ preventScroll: true });
  // On a phone it lies over the text: then what it is about goes to the top.
  const isOver = getComputedStyle(card).position === "fixed";
  if (!isOver) card.scrollIntoView({ block: "nearest" });
  const begin = document.getElementById(`text-${id}`);
  if (begin !== null) begin.scrollIntoView({ block: isOver ? "start" : "nearest" });
  light(id);
}

function light(id) {
  for (const mark of document.querySelectorAll("mark[data-statements]")) {
    mark.classList.toggle("lit", mark.dataset.statements.split(" ").includes(String(id)));
  }
}

function openFromAddress() {
  const match = /^#statement-(\d+)$/.exec(location.hash);
  if (match !== null) openStatement(match[1]);
}

const article = document.querySelector("[data-article], .trial ~ .reader .text");
if (article !== null) {
  article.addEventListener("click", (event) => {
    const mark = event.target.closest("mark[data-statements]");
    if (mark === null || String(getSelection()) !== "") return;
    openStatement(mark.dataset.statements.split(" ")[0]);
  });
  for (const card of document.querySelectorAll(".card")) {
    card.addEventListener("click", (event) => {
      if (event.target.closest("a, button, input, select, textarea, summary, label")) return;
      openStatement(card.id.replace("statement-", ""));
    });
  }
  const close = () => {
    for (const card of document.querySelectorAll(".card.open")) card.classList.remove("open");
    light(null);
  };
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest(".card, mark[data-statements], a") === null) close();
  });
  addEventListener("hashchange", openFromAddress);
  openFromAddress();
}

// What was selected in the text last: the press of a button would end the selection on a phone.
let selected = "";
if (document.querySelector("[data-article]") !== null) {
  document.addEventListener("selectionchange", () => {
    const selection = getSelection();
    if (selection.rangeCount > 0 && article.contains(selection.getRangeAt(0).commonAncestorContainer)) {
      const words = String(selection).trim();
      if (words !== "") selected = words;
    }
  });
  for (const button of document.querySelectorAll("button.take")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      if (selected !== "") document.getElementById(button.dataset.into).value = selected;
    });
  }
}

const queue = document.querySelector("[data-queue]");
if (queue !== null) {
  const cards = [...queue.querySelectorAll(".mismatch")];
  if (document.querySelector(".done") !== null && cards.length > 0) cards[0].focus();
  queue.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.target.closest("input, select, textarea")) return;
    const card = event.target.closest(".mismatch");
    if (card === null) return;
    const place = cards.indexOf(card);
    const key = event.key.toLowerCase();
    if (key === "j" || key === "k") {
      const next = cards[place + (key === "j" ? 1 : -1)];
      if (next !== undefined) next.focus();
      return;
    }
    if (!/^[a-z]$/.test(key)) return;
    const last = key === "u" ? document.querySelector(".done button[data-key=u]") : null;
    const button = last ?? card.querySelector(`button[data-key="${key}"]`);
    if (button !== null) {
      event.preventDefault();
      button.click();
    }
  });
}
