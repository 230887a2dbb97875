class Trie(dict):
    END = object()

    def insert(self, word):
        node = self
        for letter in word:
            node = node.setdefault(letter, Trie())
        node[Trie.END] = word

    def __missing__(self, key):
        return Trie()

    def words(self, prefix=""):
        node = self
        for letter in prefix:
            node = node[letter]
        stack = [node]
        while stack:
            node = stack.pop()
            for key in sorted((key for key in node if key is not Trie.END), reverse=True):
                stack.append(node[key])
            if Trie.END in node:
                yield node[Trie.END]


trie = Trie()
for word in "tea ten to i in inn a team teapot tend".split():
    trie.insert(word)
print(list(trie.words()), list(trie.words("te")), list(trie.words("x")), list(trie.words("tea")))
print(len(trie), sorted(key for key in trie), "x" in trie, trie["x"], len(trie))
