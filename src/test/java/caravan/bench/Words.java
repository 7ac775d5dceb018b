package caravan.bench;

/** A language of 6000 words. */
final class Words {
  private static final int COUNT = 6000;
  private static final String CONSONANTS = "bcdfghklmnprstvw";
  private static final String VOWELS = "aeiou";
  private static final String[] WORDS = new String[COUNT];

  static {
    var dice = new Dice(77);
    for (int i = 0; i < COUNT; i++) {
      var word = new StringBuilder();
      for (int syllables = 1 + dice.below(4); syllables > 0; syllables--) {
        word.append(CONSONANTS.charAt(dice.below(CONSONANTS.length())));
        word.append(VOWELS.charAt(dice.below(VOWELS.length())));
        if (dice.below(3) == 0) {
          word.append(CONSONANTS.charAt(dice.below(CONSONANTS.length())));
        }
      }
      WORDS[i] = word.toString();
    }
  }

  private Words() {}

  static String one(Dice dice) {
    return oneOf(dice, COUNT);
  }

  /** One of the most frequent words. */
  static String oneOf(Dice dice, int count) {
    return WORDS[dice.rank(count)];
  }

  static String several(Dice dice, int count) {
    var text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(one(dice)).append(' ');
    }
    return text.toString();
  }
}
