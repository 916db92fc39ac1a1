namespace BackCare.App.Accounts;

/// <summary>How somebody showed who they are, weakest first.</summary>
public enum Factors
{
    /// <summary>A password alone.</summary>
    Password,

    /// <summary>The word of another identity provider, which did not say how it knows.</summary>
    Provider,

    /// <summary>One of these and a second factor.</summary>
    Two,

    /// <summary>A passkey, which is two factors in itself: something one has, opened with something one knows or is.</summary>
    Passkey,
}

/// <summary>One browser in which somebody is signed in. Its cookie holds a secret of which only the hash is stored.</summary>
public sealed class StoredSession
{
    /// <summary>SHA-256 of the cookie's secret.</summary>
    public required string Id { get; set; }

    public required string AccountId { get; set; }

    /// <summary>The account's security stamp when it began; another one ends the session.</summary>
    public required string Stamp { get; set; }

    public Factors Factors { get; set; }

    public DateTime BeganUtc { get; set; }

    /// <summary>The last request, to the minute.</summary>
    public DateTime SeenUtc { get; set; }

    /// <summary>When its owner last showed who they are.</summary>
    public DateTime ProvedUtc { get; set; }

    /// <summary>What the browser calls itself, in two words, so that people know their sessions apart.</summary>
    public string Device { get; set; } = "";
}
