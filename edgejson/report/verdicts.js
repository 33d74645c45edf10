"use strict";
const pairs = [...document.querySelectorAll("article")];
const reason = document.getElementById("reason");
const certainty = document.getElementById("certainty");

function filter() {
  let shown = 0;
  for (const pair of pairs) {
    const fits = !reason.value || pair.dataset.reasons.split(" ").includes(reason.value);
    pair.hidden = !fits || (certainty.value && pair.dataset.certainty !== certainty.value);
    shown += !pair.hidden;
  }
  document.getElementById("count").textContent = `${shown} of ${pairs.length} shown`;
}

reason.addEventListener("change", filter);
certainty.addEventListener("change", filter);
filter();
